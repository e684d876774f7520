import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';
import { tollgate } from './cli-helper.ts';

const COMMANDS = ['list', 'env', 'gate', 'baseline'];
const BIN = join(PROJECT_ROOT, 'cli/tollgate.js');

test('help names every command and every exit status', async () => {
  for (const argv of [['--help'], ['-h'], ['help']]) {
    const { status, out, err } = await tollgate(argv);
    assert.deepEqual([status, err], [0, '']);
    for (const command of COMMANDS) assert.match(out, new RegExp(`^  tollgate ${command} `, 'm'));
    for (const code of [0, 1, 2, 3, 4, 5]) assert.match(out, new RegExp(`^  ${code}  \\w`, 'm'));
  }
});

test('every command has help of its own, however it is asked for', async () => {
  for (const command of COMMANDS) {
    const { status, out } = await tollgate([command, '--help']);
    assert.equal(status, 0);
    assert.match(out, new RegExp(`^tollgate ${command} `));
    assert.match(out, /Exit status/);
    assert.deepEqual(await tollgate(['help', command]), { status, out, err: '' });
    assert.deepEqual(await tollgate([command, 'x', '--nonsense', '-h']), { status, out, err: '' });
  }
});

test('no line of help is wider than a terminal', async () => {
  for (const argv of [['--help'], ...COMMANDS.map((command) => [command, '--help'])]) {
    for (const line of (await tollgate(argv)).out.split('\n')) assert.ok(line.length <= 80, line);
  }
});

test('no command is wrong usage and shows the help', async () => {
  const { status, out, err } = await tollgate([]);
  assert.deepEqual([status, out], [2, '']);
  assert.equal(err, (await tollgate(['--help'])).out);
});

test('what is not known is told in one line with the nearest name', async () => {
  const mistakes = [
    [['lst'], 'tollgate: "lst" is not a command; did you mean list? (`tollgate --help` tells more)\n'],
    [['help', 'gte'], 'tollgate: "gte" is not a command; did you mean gate? (`tollgate --help` tells more)\n'],
    [
      ['conformance'],
      'tollgate: "conformance" is not a command; there is test, mock, init, list, env, gate, explain, diff, verify, baseline, schema, completion (`tollgate --help` tells more)\n',
    ],
    [['--hlep'], 'tollgate: "--hlep" is not an option; did you mean --help? (`tollgate --help` tells more)\n'],
    [['list', '--fromat=json'], 'tollgate list: --fromat is not an option of it; did you mean --format?\n'],
    [['list', '-x'], 'tollgate list: -x is not an option of it; there is --format, --help\n'],
    [['list', '--format'], 'tollgate list: --format: its value is missing or not wanted; write --format=<value>\n'],
    [['list', 'a', 'b'], 'tollgate list: "b" is one argument too many; leave it out\n'],
    [['gate', '--base=x'], 'tollgate gate: --base is not an option of it; there is --baseline, --help\n'],
    [['baseline', '--reson=x'], 'tollgate baseline: --reson is not an option of it; did you mean --reason?\n'],
  ] as const;
  for (const [argv, err] of mistakes) assert.deepEqual(await tollgate(argv), { status: 2, out: '', err });
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'));
  assert.deepEqual(await tollgate(['--version']), { status: 0, out: `${version}\n`, err: '' });
});

test('the program gives its exit status and prints no warning', () => {
  const run = (...argv: string[]) => spawnSync(process.execPath, [BIN, ...argv], { encoding: 'utf8', cwd: '/' });
  const version = run('--version');
  assert.deepEqual([version.status, version.stderr], [0, '']);
  const wrong = run('lst');
  assert.deepEqual([wrong.status, wrong.stdout], [2, '']);
  const list = run('list', 'wazo');
  assert.deepEqual([list.status, list.stderr], [0, '']);
});

test('a reader that goes away changes nothing', async () => {
  const child = spawn(process.execPath, [BIN, 'env', '--format', 'json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  assert.deepEqual([code, stderr], [0, '']);
});
