import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { parse } from 'yaml';
import { loadTarget } from '../../suites/harness/target/load.ts';
import { loadTargetSchema } from '../../suites/harness/target/schema.ts';
import { tollgate } from './cli-helper.ts';

/** An empty folder that the command works in. */
function folderFor(t: TestContext): string {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-init-'));
  process.chdir(folder);
  t.after(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });
  return folder;
}

test('init writes files that fit every role', async (t) => {
  folderFor(t);
  for (const { role, system } of loadTargetSchema().roles) {
    const { status, out } = await tollgate(['init', '--role', role, '--url', 'https://pbx.example.org', '--force']);
    assert.equal(status, 0, out);
    const secrets = [...readFileSync('.env.example', 'utf8').matchAll(/^(TARGET_\w+)=$/gm)].map(
      ([, name]) => name ?? '',
    );
    const env = { TARGET_FILE: 'target.json', ...Object.fromEntries(secrets.map((name) => [name, 'filled-in'])) };
    const target = loadTarget({ env, cwd: process.cwd() });
    assert.equal(target?.baseUrl, 'https://pbx.example.org', role);
    const { jobs } = parse(readFileSync('.github/workflows/conformance.yml', 'utf8'));
    const run = jobs.conformance.steps.find((step: { env?: object }) => step.env !== undefined);
    assert.equal(run.run, `npx playwright test ${system}`);
    assert.deepEqual(Object.keys(run.env), ['TARGET_FILE', ...secrets]);
  }
});

test('init leaves files alone that are there, and names the nearest role', async (t) => {
  folderFor(t);
  writeFileSync('target.json', '{}');
  const { out } = await tollgate(['init', '--role', 'wazo', '--url', 'https://pbx.example.org']);
  assert.match(out, /kept +target\.json\n +written +playwright\.config\.ts/);
  assert.equal(readFileSync('target.json', 'utf8'), '{}');
  const wrong = await tollgate(['init', '--role', 'wazo.sever']);
  assert.deepEqual([wrong.status, wrong.err], [2, '--role: "wazo.sever" is not a role; did you mean wazo.server?\n']);
  assert.equal((await tollgate(['init', '--role', 'wazo', '--url', 'pbx'])).status, 2);
});
