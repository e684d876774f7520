import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { startMockIdp } from '../../mock-idp/server.ts';
import { buildReport } from '../../reports/build.ts';
import { digestOf } from '../../reports/digest.ts';
import type { Report } from '../../reports/model.ts';
import { jsonText } from '../../reports/publish.ts';
import { serverFlows } from '../../suites/authlete/flows.ts';
import { loadCatalogue, requirementsOf } from '../../suites/harness/model/catalogue.ts';
import { bundledTarget } from '../mutation/bundled.ts';
import { NOW, runInfo } from '../reports/report-fixtures.ts';
import { runFlows } from '../run-flows.ts';
import { tollgate } from './cli-helper.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-verify-'));
const file = join(folder, 'conformance.json');
after(() => rmSync(folder, { recursive: true }));

before(async () => {
  const mock = await startMockIdp();
  const target = bundledTarget(`${mock.url}/~fault/authlete.server.subject-with-space`);
  const catalogue = loadCatalogue();
  const flows = await runFlows(target, serverFlows.slice(0, 3), { bundled: true });
  await mock.close();
  const requirements = requirementsOf(catalogue).filter(({ role }) => role === 'authlete.server');
  writeFileSync(
    file,
    jsonText(buildReport({ run: runInfo({ requirements }), flows, flowsWithoutResult: [], now: NOW })),
  );
});

/** The report with something changed by hand; `isSealed` makes its digest anew. */
function changed(
  change: (report: { -readonly [member in keyof Report]: Report[member] }) => void,
  isSealed: boolean,
): string {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  change(report);
  if (isSealed) report.digest = digestOf(report);
  const other = join(folder, 'changed.json');
  writeFileSync(other, JSON.stringify(report));
  return other;
}

test('a report that nobody changed comes out as written, and some of its checks are judged again', async () => {
  const { status, out } = await tollgate(['verify', file]);
  assert.equal(status, 0, out);
  assert.ok(Number(/^(\d+) checks judged again/.exec(out)?.[1]) >= 10, out);
});

test('a text that was changed by hand is told by the digest', async () => {
  const { status, out } = await tollgate(['verify', changed((report) => (report.notices = ['all is well']), false)]);
  assert.equal(status, 1);
  assert.match(out, /was changed after it was written/);
});

test('a verdict that was changed does not follow from its exchange, whatever the digest says', async () => {
  const edited = changed((report) => {
    report.checks = report.checks.map((check) =>
      check.id === 'authlete.response.authenticated-boolean' ? { ...check, verdict: 'fail' } : check,
    );
  }, true);
  const { status, out } = await tollgate(['verify', edited]);
  assert.equal(status, 1);
  assert.match(out, /^outcome does not follow from the checks$/m);
  assert.match(out, /^authlete\.response\.authenticated-boolean .* is fail; its exchange keeps the contract$/m);
});

test('an outcome that was changed does not follow from the checks', async () => {
  const edited = changed((report) => (report.outcome = { ...report.outcome, exitCode: 5 }), true);
  assert.match((await tollgate(['verify', edited])).out, /^outcome does not follow from the checks$/m);
});
