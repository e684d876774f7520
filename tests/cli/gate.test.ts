import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { buildReport } from '../../reports/build.ts';
import type { FlowResult } from '../../suites/harness/model/verdict.ts';
import { flow, greenFlows, NOW, runInfo } from '../reports/report-fixtures.ts';
import { tollgate } from './cli-helper.ts';

delete process.env.TOLLGATE_BASELINE;
const folder = mkdtempSync(join(tmpdir(), 'tollgate-gate-'));
after(() => rmSync(folder, { recursive: true }));

function reportOf(name: string, flows: readonly FlowResult[]): string {
  const file = join(folder, `${name}.json`);
  const report = buildReport({ run: runInfo(), flows, flowsWithoutResult: [], now: NOW });
  writeFileSync(file, JSON.stringify(report));
  return file;
}

const green = reportOf('green', greenFlows());
const red = reportOf('red', [
  ...greenFlows(),
  flow('wazo.server', 'a login that goes wrong', [['wazo.token.login', 'fail']]),
]);
const out = join(folder, 'accepted.json');

test('the exit status is that of the run', async () => {
  assert.equal((await tollgate(['gate', green])).status, 0);
  const { status, out: text, err } = await tollgate(['gate', red]);
  assert.deepEqual([status, err], [1, '']);
  assert.match(
    text,
    /^Outcome: Acme PBX 2\.1 · https:\/\/pbx\.example: violated \(exit 1\)\n {2}1 requirement violated: 1 in wazo\.server\n/,
  );
  assert.match(text, /to accept: .*wazo\.token\.login/);
});

test('a report that is not there is wrong usage', async () => {
  const file = join(folder, 'none.json');
  assert.deepEqual(await tollgate(['gate', file]), {
    status: 2,
    out: '',
    err: `${file}: there is no report; run the suites first, or name another file\n`,
  });
});

test('a baseline accepts the failures that it was made of', async () => {
  const made = await tollgate(['baseline', red, '--reason', 'fixed in 2.2', '--expires', '2999-12-31', '--out', out]);
  assert.deepEqual(made, { status: 0, out: `${out}: 1 entry, 1 added, 0 removed\n`, err: '' });
  assert.deepEqual(JSON.parse(readFileSync(out, 'utf8')).accepted, [
    { id: 'wazo.token.login', role: 'wazo.server', reason: 'fixed in 2.2', expires: '2999-12-31' },
  ]);
  assert.equal((await tollgate(['gate', red, '--baseline', out])).status, 0);
  assert.equal((await tollgate(['gate', `--baseline=${out}`, green])).status, 5);
});

test('without a file to write, a baseline is printed', async () => {
  const { status, out: text } = await tollgate(['baseline', red, '--reason=known']);
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(text), {
    accepted: [{ id: 'wazo.token.login', role: 'wazo.server', reason: 'known' }],
  });
});

test('a baseline without a reason is wrong usage', async () => {
  const { status, out: text, err } = await tollgate(['baseline', red]);
  assert.deepEqual([status, text], [2, '']);
  assert.match(err, /^--reason is missing: say why the failures are accepted\n/);
});
