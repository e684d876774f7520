import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import test from 'node:test';
import { loadTarget } from '../../../../suites/harness/target/load.ts';
import { get } from '../../../../suites/harness/target/members.ts';
import { systemsToRun } from '../../../../suites/harness/target/roles.ts';
import { loadTargetSchema, PROJECT_ROOT } from '../../../../suites/harness/target/schema.ts';

const folder = join(PROJECT_ROOT, 'fixtures/targets');
const files = readdirSync(folder).filter((file) => file.endsWith('.example.json'));
const { leaves, roles } = loadTargetSchema();

test('there are examples for every system', () => {
  for (const { system } of roles) assert.ok(files.includes(`${system}.example.json`), system);
});

for (const file of files) {
  test(`${file} is a target that runs once its secrets are set`, () => {
    const document = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    assert.ok(existsSync(resolve(folder, document.$schema)), document.$schema);
    const cwd = mkdtempSync(join(tmpdir(), 'tollgate-example-'));
    try {
      cpSync(join(folder, file), join(cwd, file));
      for (const leaf of leaves.filter(({ format }) => format === 'file-path')) {
        const named = get(document, leaf.path);
        if (typeof named !== 'string') continue;
        mkdirSync(join(cwd, dirname(named)), { recursive: true });
        writeFileSync(join(cwd, named), '');
      }
      const secrets = leaves.filter(({ secret, path }) => secret && get(document, path.slice(0, -1)) !== undefined);
      for (const { path, name } of secrets) assert.equal(get(document, path), undefined, `${name} is in the example`);
      const env = Object.fromEntries(secrets.map((leaf) => [leaf.env, 'secret']));
      const target = loadTarget({ env: { ...env, TARGET_FILE: file }, cwd });
      assert.ok(target);
      const named = roles.filter(({ system }) => document[system] !== undefined);
      assert.ok(named.length > 0);
      const catalogue = [...new Set(named.map(({ system }) => system))].map((system) => ({
        system,
        document: { title: '' },
        requirements: named.filter((one) => one.system === system).map(({ role }) => ({ role })) as never,
      }));
      assert.deepEqual(systemsToRun(target, catalogue).run.length > 0, true);
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });
}
