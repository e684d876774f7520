import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';

test('an option that Playwright does not know is wrong usage, also beside the report of an earlier run', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-test-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const run = () =>
    spawnSync(process.execPath, [join(PROJECT_ROOT, 'cli/tollgate.js'), 'test', '--foo'], {
      cwd: folder,
      env: { ...process.env, TOLLGATE_OUT: folder },
      encoding: 'utf8',
    });
  const ran = run();
  assert.equal(ran.status, 2, ran.stderr);
  assert.match(ran.stderr, /unknown option '--foo'/);
  assert.deepEqual(readdirSync(folder), []);
  writeFileSync(join(folder, 'conformance.json'), '{}');
  assert.equal(run().status, 2);
});
