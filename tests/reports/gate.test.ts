import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { buildReport } from '../../reports/build.ts';
import { gate, runBaseline, runGate } from '../../reports/gate.ts';
import type { Report } from '../../reports/model.ts';
import { jsonText } from '../../reports/publish.ts';
import { flow, greenFlows, NOW, runInfo } from './report-fixtures.ts';

const failing = flow('wazo.server', 'a wrong client is refused', [['wazo.refresh.client', 'fail']]);
const known = { id: 'wazo.refresh.client', role: 'wazo.server', reason: 'known' } as const;
const fixtures: Record<string, Partial<Parameters<typeof buildReport>[0]>> = {
  conforms: {},
  violated: { flows: [failing] },
  accepted: { flows: [...greenFlows(), failing], baseline: { accepted: [known] } },
  usage: { flows: [], problems: [{ kind: 'usage', message: 'x' }] },
  harness: { flows: [flow('wazo.server', 'x', [['wazo.token.login', 'error']])] },
  interrupted: { interrupted: true, flowsWithoutResult: [{ title: 'x', reason: 'y' }] },
  stale: { baseline: { accepted: [{ ...known, id: 'wazo.token.login' }] } },
  shard: { shard: { current: 1, total: 2 }, flows: [] },
};

function written(t: TestContext, report: Report) {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-gate-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const put = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  return { put, path: put('conformance.json', jsonText(report)) };
}

function reportOf(more: Partial<Parameters<typeof buildReport>[0]>): Report {
  return buildReport({ run: runInfo(), flows: greenFlows(), flowsWithoutResult: [], now: NOW, ...more });
}

for (const [name, more] of Object.entries(fixtures)) {
  test(`the gate exits as the run did: ${name}`, (t) => {
    const report = reportOf(more);
    const { exitCode, text } = gate(written(t, report).path);
    assert.equal(exitCode, report.outcome.exitCode);
    assert.ok(text.includes(`(exit ${exitCode})\n  ${report.outcome.reasons[0]}`), text);
  });
}

test('another baseline takes the place of the one of the run', (t) => {
  const { path, put } = written(t, reportOf({ flows: [...greenFlows(), failing] }));
  assert.equal(gate(path).exitCode, 1);
  assert.equal(gate(path, put('b.json', JSON.stringify({ accepted: [known] }))).exitCode, 0);
  const expired = JSON.stringify({ accepted: [{ ...known, expires: '2026-01-01' }] });
  assert.equal(gate(path, put('old.json', expired), NOW).exitCode, 5);
  assert.equal(runGate([path, '--baseline', put('none.json', '{ "accepted": [] }')]).exitCode, 1);
});

test('a failing gate says which entry would accept each failure', (t) => {
  const { text } = gate(written(t, reportOf({ flows: [failing] })).path);
  assert.ok(text.includes('to accept: {"id":"wazo.refresh.client","role":"wazo.server","reason":"…"}'), text);
});

test('the gate believes the checks, not what a report says of itself', (t) => {
  const report = reportOf({ flows: [failing] });
  const forged = { ...report, outcome: { exitCode: 0, conforms: 'yes', reasons: [] } } as const;
  assert.equal(gate(written(t, forged).path).exitCode, 1);
});

test('a file that is not a whole report of this version exits with 2 and one line', (t) => {
  const { path, put } = written(t, reportOf({}));
  const line = (file: string) => {
    const { exitCode, text } = gate(file);
    assert.equal(exitCode, 2);
    assert.equal(text.split('\n').length, 1);
    return text;
  };
  assert.match(line('/no/such/file.json'), /^\/no\/such\/file\.json: there is no report; run the suites first/);
  assert.match(line(put('cut.json', readFileSync(path, 'utf8').slice(0, -40))), /cut\.json: is not whole JSON/);
  assert.match(line(put('empty.json', '')), /is not whole JSON/);
  assert.match(
    line(put('foreign.json', '{"stats":{}}')),
    /is not a report of tollgate\/v1: the file must have required/,
  );
  assert.match(line(put('null.json', 'null')), /is not a report/);
});

test('wrong arguments exit with 2 and say how it is used', () => {
  assert.match(runGate(['--bse', 'x']).text, /Unknown option '--bse'[\s\S]*tollgate gate \[report\]/);
  assert.equal(runGate(['a', 'b']).exitCode, 2);
  assert.match(runBaseline([]).text, /--reason is missing/);
});

test('the baseline command prints, or writes and merges, what makes the gate green', (t) => {
  const { path, put } = written(t, reportOf({ flows: [...greenFlows(), failing] }));
  const printed = runBaseline([path, '--reason', 'ticket is open', '--issue', 'T-1', '--expires', '2099-01-01']);
  assert.deepEqual(JSON.parse(printed.text), {
    accepted: [{ ...known, reason: 'ticket is open', issue: 'T-1', expires: '2099-01-01' }],
  });
  const out = put('b.json', JSON.stringify({ accepted: [{ ...known, id: 'wazo.token.login', reason: 'passes now' }] }));
  const { exitCode, text } = runBaseline([path, '--reason', 'later', '--out', out]);
  assert.deepEqual([exitCode, text], [0, `${out}: 1 entry, 1 added, 1 removed`]);
  assert.equal(gate(path, out).exitCode, 0);
  const bad = runBaseline([path, '--reason', 'x', '--expires', '2026-13-01']);
  assert.equal(bad.exitCode, 2);
  assert.match(bad.text, /accepted\.0\.expires: 2026-13-01 is not a day/);
});
