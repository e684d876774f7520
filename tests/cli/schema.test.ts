import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';
import { tollgate } from './cli-helper.ts';

async function checker(kind: string) {
  const { out } = await tollgate(['schema', kind]);
  return new Ajv2020({ allErrors: true, strict: false, validateFormats: false }).compile(JSON.parse(out));
}

test('the schema of the target file takes every example, and no misspelt member', async () => {
  const valid = await checker('target');
  const folder = join(PROJECT_ROOT, 'fixtures/targets');
  for (const file of readdirSync(folder)) {
    assert.ok(valid(JSON.parse(readFileSync(join(folder, file), 'utf8'))), `${file}: ${JSON.stringify(valid.errors)}`);
  }
  assert.ok(!valid({ wazo: { usr: {} } }));
});

test('the schema of the configuration knows the members of every system', async () => {
  const valid = await checker('mock');
  assert.ok(valid({ $schema: 'here', trustProxy: true, wazo: { maxSessions: 2 }, sipgate: { realms: ['staff'] } }));
  assert.ok(!valid({ wazo: { maxSession: 2 } }));
  assert.ok(!valid({ kaleira: {} }));
});
