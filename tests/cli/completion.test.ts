import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { tollgate } from './cli-helper.ts';

test('bash completes commands and their options', async () => {
  const { out } = await tollgate(['completion', 'bash']);
  const complete = (words: string[]) => {
    const script = `${out}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _tollgate; echo "\${COMPREPLY[@]}"`;
    return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim().split(' ');
  };
  assert.deepEqual(complete(['tollgate', 'mo']), ['mock']);
  assert.deepEqual(complete(['tollgate', 'mock', '--po']), ['--port']);
  assert.ok(complete(['tollgate', 'gate', '--']).includes('--baseline'));
});

test('zsh and fish have one as well, other shells do not', async () => {
  assert.match((await tollgate(['completion', 'zsh'])).out, /^autoload .*bashcompinit\n_tollgate\(\)/);
  assert.match(
    (await tollgate(['completion', 'fish'])).out,
    /^complete -c tollgate .* -a mock -d 'start the mock IdP'$/m,
  );
  const wrong = await tollgate(['completion', 'fihs']);
  assert.deepEqual([wrong.status, wrong.err], [2, 'tollgate completion: is "fihs"; did you mean fish?\n']);
});
