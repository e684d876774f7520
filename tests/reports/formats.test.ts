import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test from 'node:test';
import { Ajv } from 'ajv';
import { validate } from 'ctrf';
import { buildReport } from '../../reports/build.ts';
import { badgeJson, badgeSvg } from '../../reports/formats/badge.ts';
import { ctrfText } from '../../reports/formats/ctrf.ts';
import { earlText } from '../../reports/formats/earl.ts';
import { sarifText } from '../../reports/formats/sarif.ts';
import type { BaselineEntry } from '../../reports/model.ts';
import type { FlowResult } from '../../suites/harness/model/verdict.ts';
import { flow, greenFlows, NOW, runInfo } from './report-fixtures.ts';

const reportOf = (flows: readonly FlowResult[], accepted: readonly BaselineEntry[] = []) =>
  buildReport({
    run: runInfo(),
    flows,
    flowsWithoutResult: [],
    baseline: { accepted },
    now: NOW,
  });

const told = { expected: 'a token', actual: '200 <b>"no"</b> \u0000', message: undefined };
const GREEN = reportOf(greenFlows());
const MIXED = reportOf(
  [
    ...greenFlows().slice(2),
    flow('wazo.server', 'a login gives a token', [
      ['wazo.token.login', 'fail', told],
      ['wazo.token.uuid', 'fail', told],
      ['wazo.token.status', 'warn', told],
      ['wazo.refresh.client', 'inconclusive', { message: 'no login', blockedBy: 'wazo.token.login' }],
      ['wazo.refresh.list', 'skip', { skipFact: 'no other user' }],
    ]),
  ],
  [{ id: 'wazo.token.uuid', role: 'wazo.server', reason: 'a known bug' }],
);
const NOTHING = reportOf([]);
const REPORTS = { GREEN, MIXED, NOTHING };

test('CTRF keeps its own schema, and what gates is what failed', () => {
  for (const [name, report] of Object.entries(REPORTS)) {
    const { valid, errors } = validate(JSON.parse(ctrfText(report)));
    assert.ok(valid, `${name}: ${JSON.stringify(errors)}`);
  }
  const { summary, tests } = JSON.parse(ctrfText(MIXED)).results;
  const statuses = Object.fromEntries(
    tests
      .filter(({ suite }: { suite: string[] }) => suite[0] === 'wazo.server')
      .map((one: { name: string; status: string }) => [one.name, one.status]),
  );
  assert.deepEqual(statuses, {
    'wazo.token.login': 'failed',
    'wazo.token.uuid': 'skipped',
    'wazo.token.status': 'passed',
    'wazo.refresh.client': 'failed',
    'wazo.refresh.list': 'skipped',
  });
  assert.equal(summary.failed, 2);
  assert.equal(summary.tests, tests.length);
});

const sarifSchema = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
    'utf8',
  ),
);

test('SARIF keeps the schema of OASIS; each result is of a rule, and what gates is an error', () => {
  const isSarif = new Ajv({ strict: false, validateFormats: false, logger: false, unicodeRegExp: false }).compile({
    ...sarifSchema,
    $id: undefined,
    id: undefined,
    $schema: undefined,
  });
  for (const [name, report] of Object.entries(REPORTS)) {
    assert.ok(isSarif(JSON.parse(sarifText(report))), `${name}: ${JSON.stringify(isSarif.errors)}`);
  }
  const [run] = JSON.parse(sarifText(MIXED)).runs;
  const results = run.results.map(
    (one: { ruleId: string; level: string; suppressions?: unknown; ruleIndex: number }) => {
      assert.equal(run.tool.driver.rules[one.ruleIndex].id, one.ruleId);
      return [one.ruleId, one.level, one.suppressions !== undefined];
    },
  );
  assert.deepEqual(results, [
    ['wazo.token.login', 'error', false],
    ['wazo.token.uuid', 'warning', true],
    ['wazo.token.status', 'warning', false],
    ['wazo.refresh.client', 'error', false],
  ]);
  assert.deepEqual(JSON.parse(sarifText(GREEN)).runs[0].results, []);
});

/** The outcomes of EARL 1.0, section 2.7. */
const OUTCOMES = ['passed', 'failed', 'cantTell', 'inapplicable', 'untested'].map((word) => `earl:${word}`);

test('EARL has an assertion for each requirement, with who asserts what of whom, and a result', () => {
  for (const report of Object.values(REPORTS)) {
    const { '@context': context, '@graph': graph } = JSON.parse(earlText(report));
    assert.equal(context.earl, 'http://www.w3.org/ns/earl#');
    const nodes = new Set(graph.map((node: { '@id'?: string }) => node['@id']));
    const assertions = graph.filter((node: { '@type': unknown }) => node['@type'] === 'earl:Assertion');
    assert.equal(assertions.length, report.requirements.filter(({ excluded }) => !excluded).length);
    for (const one of assertions) {
      assert.ok(nodes.has(one['earl:assertedBy']['@id']) && nodes.has(one['earl:subject']['@id']));
      assert.ok(one['earl:test']['@id'] && one['earl:test']['dct:title']);
      assert.ok(OUTCOMES.includes(one['earl:result']['earl:outcome']['@id']));
    }
  }
  const outcomes = JSON.parse(earlText(MIXED))['@graph'].flatMap(
    (one: Record<string, Record<string, Record<string, string>>>) =>
      one['earl:result']?.['earl:outcome']?.['@id'] ?? [],
  );
  for (const outcome of ['earl:passed', 'earl:failed', 'earl:cantTell', 'earl:inapplicable'])
    assert.ok(outcomes.includes(outcome), outcome);
});

test('the badge says how many of the requirements that gate hold, in both forms, and nothing can get out of it', () => {
  assert.match(badgeJson(GREEN), /"message": "5 of 5"/);
  assert.match(badgeJson(MIXED), /"message": "violated, \d of 5"[^}]*"isError": true/);
  assert.match(badgeJson(NOTHING), /"message": "not judged"/);
  for (const report of Object.values(REPORTS)) {
    const { schemaVersion, label, message, color } = JSON.parse(badgeJson(report));
    assert.equal(schemaVersion, 1);
    assert.ok(badgeSvg(report).includes(`<title>${label}: ${message}</title>`));
    assert.ok(badgeSvg(report).includes(`#${color}`));
    assert.doesNotMatch(badgeSvg(report), /<script|href|url\((?!#r)/);
  }
});
