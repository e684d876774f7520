import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { loadTarget } from '../../suites/harness/target/load.ts';
import { loadTargetSchema } from '../../suites/harness/target/schema.ts';
import { tollgate } from './cli-helper.ts';

const { leaves } = loadTargetSchema();

test('every variable is listed once in every format, with its description', async () => {
  for (const format of ['text', 'json', 'markdown', 'dotenv']) {
    const { status, out, err } = await tollgate(['env', '--format', format]);
    assert.deepEqual([status, err], [0, '']);
    const words = out.replaceAll(/\n *(# )?/g, ' ');
    for (const { env, description } of leaves) {
      const heads = out.match(new RegExp(`(^|[\\s"\`#])${env}(?=["\`=\\s])`, 'g')) ?? [];
      assert.equal(heads.length, 1, `${env} in ${format}`);
      assert.ok(
        words.includes(format === 'markdown' ? description.replaceAll(/[|<]/g, '\\$&') : description),
        `${env} in ${format}`,
      );
    }
  }
});

test('a variable is shown with its type, default, need and secrecy', async () => {
  const { out } = await tollgate(['env', 'wazo', '--format', 'json']);
  const variables: { variable: string }[] = JSON.parse(out);
  const of = (name: string) => variables.find(({ variable }) => variable === name);
  assert.deepEqual(of('TARGET_WAZO_USER_PASSWORD'), {
    variable: 'TARGET_WAZO_USER_PASSWORD',
    member: 'wazo.user.password',
    type: 'string',
    description: 'Password of the account.',
    secret: true,
    neededFor: ['wazo.server'],
  });
  assert.deepEqual(of('TARGET_GATE'), {
    variable: 'TARGET_GATE',
    member: 'gate',
    type: 'comma-separated document | rfc | vendor | practice',
    default: ['document'],
    description: 'Bases whose broken MUST makes the run red; TOLLGATE_STRICT=1 adds rfc.',
    secret: false,
    neededFor: [],
  });
  assert.ok((of('TARGET_URL') as { neededFor?: readonly string[] }).neededFor?.includes('wazo.server'));
  const text = (await tollgate(['env', 'wazo'])).out;
  assert.match(
    text,
    /^ {2}TARGET_WAZO_USER_PASSWORD {2}string; needed for wazo\.server; secret\n {6}Password of the account\.$/m,
  );
  assert.match(text, /^ {2}TARGET_TIMEOUT_MS {2}integer; default 10000$/m);
});

test('the dotenv form is one that a shell reads, and by itself sets nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-dotenv-'));
  try {
    const file = join(folder, '.env');
    const { out } = await tollgate(['env', 'wazo', '--format', 'dotenv']);
    writeFileSync(file, out);
    const read = (script: string) => execFileSync('sh', ['-c', script, 'sh', file], { env: {}, encoding: 'utf8' });
    const env = JSON.parse(read(`set -a; . "$1"; set +a; "${process.execPath}" -p 'JSON.stringify(process.env)'`));
    assert.equal(env.TARGET_WAZO_USER_PASSWORD, undefined);
    assert.equal(loadTarget({ env }), undefined);
    const uncommented = out
      .replace('#TARGET_URL=', 'TARGET_URL=http://h')
      .replaceAll(/^#(?=T.*=.)(?!TARGET_TRIGGER)/gm, '');
    writeFileSync(file, uncommented);
    const filled = JSON.parse(read(`set -a; . "$1"; set +a; "${process.execPath}" -p 'JSON.stringify(process.env)'`));
    assert.equal(loadTarget({ env: filled })?.timeoutMs, 10_000);
    assert.deepEqual(loadTarget({ env: filled })?.gate, ['document']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('an unknown system or format is told with what is meant', async () => {
  assert.deepEqual(await tollgate(['env', 'wazzo']), {
    status: 2,
    out: '',
    err: 'tollgate env: "wazzo" is not a system; did you mean wazo?\n',
  });
  assert.deepEqual(await tollgate(['env', '--format', 'jsn']), {
    status: 2,
    out: '',
    err: '--format: is "jsn"; did you mean json?\n',
  });
  assert.deepEqual(await tollgate(['env', '--format', 'yaml']), {
    status: 2,
    out: '',
    err: '--format: is "yaml"; there is text, json, markdown, dotenv\n',
  });
});
