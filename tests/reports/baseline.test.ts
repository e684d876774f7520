import assert from 'node:assert/strict';
import test from 'node:test';
import { baselineFrom, baselineText, isExpired, pasteReady } from '../../reports/baseline.ts';
import { parseBaseline, readBaseline } from '../../reports/baseline-file.ts';
import { buildReport } from '../../reports/build.ts';
import type { BaselineEntry } from '../../reports/model.ts';
import type { Check, Verdict } from '../../suites/harness/model/verdict.ts';
import { flow, NOW, runInfo } from './report-fixtures.ts';

const entry: BaselineEntry = { id: 'wazo.token.login', role: 'wazo.server', reason: 'known' };

function report(
  verdicts: readonly (readonly [string, Verdict, Partial<Check>?])[],
  accepted?: readonly BaselineEntry[],
  now = NOW,
) {
  const flows = [flow('wazo.server', 'a', [['wazo.token.uuid', 'pass'], ...verdicts])];
  return buildReport({ run: runInfo(), flows, flowsWithoutResult: [], baseline: accepted && { accepted }, now });
}

const why = (...args: Parameters<typeof report>) => report(...args).baseline?.stale.map((one) => one.why);

test('an accepted failure stays a failure, is marked, and does not gate', () => {
  const { checks, requirements, outcome, summary } = report(
    [['wazo.token.login', 'fail']],
    [{ ...entry, issue: 'T-1' }],
  );
  assert.equal(outcome.exitCode, 0);
  assert.equal(summary.fail, 1);
  assert.deepEqual(checks.find(({ id }) => id === entry.id)?.accepted, { reason: 'known', issue: 'T-1' });
  assert.equal(requirements[0]?.verdict, 'fail');
});

test('a baseline accepts failures only: not what could not be judged, and no error', () => {
  assert.equal(report([['wazo.token.login', 'inconclusive']], [entry]).outcome.exitCode, 4);
  assert.equal(report([['wazo.token.login', 'error']], [entry]).outcome.exitCode, 3);
});

test('an entry of another role accepts nothing', () => {
  const { outcome } = report([['wazo.token.login', 'fail']], [{ ...entry, role: 'kaleyra.server' }]);
  assert.equal(outcome.exitCode, 1);
});

test('an entry of a role that does not exist is wrong usage, with the role that is meant', () => {
  const { outcome } = report([['wazo.token.login', 'pass']], [{ ...entry, role: 'wazoo.server' }]);
  assert.equal(outcome.exitCode, 2);
  assert.match(
    outcome.reasons[0] ?? '',
    /wazo\.token\.login: wazoo\.server is not a role; did you mean wazo\.server\?/,
  );
});

test('no line accepts a failure that keeps half of what gates from being judged', () => {
  const login = ['wazo.token.login', 'fail'] as const;
  const hung = { blockedBy: 'wazo.token.login' };
  const checks = [
    login,
    ['wazo.token.uuid', 'inconclusive', hung],
    ['wazo.refresh.client', 'inconclusive', hung],
  ] as const;
  assert.deepEqual(pasteReady(report(checks, [])), []);
  assert.equal(pasteReady(report([login], [])).length, 1);
});

test('an entry is stale when judged and no longer failing, not when not judged', () => {
  assert.deepEqual(why([['wazo.token.login', 'pass']], [entry]), ['it no longer fails (pass); remove the entry']);
  assert.deepEqual(why([['wazo.token.login', 'warn']], [entry]), ['it no longer fails (warn); remove the entry']);
  assert.deepEqual(why([], [entry]), []);
  assert.deepEqual(why([['wazo.token.login', 'skip']], [entry]), []);
  assert.deepEqual(why([['wazo.token.login', 'inconclusive']], [entry]), []);
  const mixed = [
    ['wazo.token.login', 'fail'],
    ['wazo.token.login', 'pass'],
  ] as const;
  assert.deepEqual(why(mixed, [entry]), []);
});

test('an entry whose requirement does not exist is stale; of a role that was not run it is not', () => {
  assert.match(why([], [{ ...entry, id: 'wazo.token.logni' }])?.[0] ?? '', /no such requirement/);
  assert.deepEqual(why([], [{ ...entry, id: 'sipgate.x', role: 'sipgate.server' }]), []);
});

test('an entry holds until the end of its last day', () => {
  const until = [{ ...entry, expires: '2026-11-21' }];
  const failing = [['wazo.token.login', 'fail']] as const;
  assert.equal(isExpired('2026-11-21', new Date('2026-11-21T23:59:59Z')), false);
  assert.equal(isExpired('2026-11-21', new Date('2026-11-22T00:00:00Z')), true);
  assert.equal(report(failing, until).outcome.exitCode, 0);
  const after = report(failing, until, new Date('2026-11-22T00:00:00Z'));
  assert.equal(after.outcome.exitCode, 5);
  assert.match(after.outcome.reasons[0] ?? '', /it expired on 2026-11-21/);
});

test('writing a baseline adds what fails, keeps what is known, drops what passes', () => {
  const kept = { ...entry, reason: 'old reason', issue: 'T-1', expires: '2027-01-01' };
  const passing = { ...entry, id: 'wazo.token.uuid' };
  const elsewhere = { ...entry, id: 'sipgate.x', role: 'sipgate.server' } as const;
  const expired = { ...entry, id: 'wazo.token.status', expires: '2020-01-01' };
  const found = report([
    ['wazo.token.login', 'fail'],
    ['wazo.token.status', 'fail'],
    ['wazo.refresh.client', 'fail'],
    ['wazo.refresh.client', 'fail'],
  ]);
  const written = baselineFrom(found, [kept, passing, elsewhere, expired], { reason: 'new' }, NOW);
  assert.deepEqual(written, [
    kept,
    elsewhere,
    expired,
    { id: 'wazo.refresh.client', role: 'wazo.server', reason: 'new' },
  ]);
  assert.deepEqual(parseBaseline(baselineText(written), 'x').accepted, written);
});

test('a run with failures prints entries that a baseline file takes', () => {
  const lines = pasteReady(
    report(
      [
        ['wazo.token.login', 'fail'],
        ['wazo.refresh.client', 'fail'],
      ],
      [entry],
    ),
  );
  assert.equal(lines.length, 1);
  const file = `{ "accepted": [${lines.join(',')}] }`;
  assert.equal(parseBaseline(file, 'x').accepted[0]?.id, 'wazo.refresh.client');
});

test('each mistake of a baseline file has a line: where, what, how to fix it', () => {
  const mistakes = (value: unknown) => {
    try {
      parseBaseline(typeof value === 'string' ? value : JSON.stringify(value), 'b.json');
    } catch (error) {
      assert.equal((error as Error).name, 'UsageError');
      return (error as Error).message.split('\n');
    }
    return [];
  };
  assert.match(mistakes('{')[0] ?? '', /^b\.json: not JSON: .*; write \{ "accepted": \[\] \}/);
  assert.deepEqual(mistakes({}), ['b.json: the file: accepted is missing; add it']);
  assert.deepEqual(mistakes({ accepted: {} }), ['b.json: accepted: must be array, is object']);
  assert.deepEqual(mistakes({ accepted: [], ignored: 1 }), ['b.json: the file: ignored is not known; remove it']);
  assert.deepEqual(mistakes({ accepted: [{ id: 'Wazo', role: 'wazo', reason: '', expires: 'soon' }] }), [
    'b.json: accepted.0.id: "Wazo" is not of the form wazo.refresh.client-id-must-match',
    'b.json: accepted.0.role: "wazo" is not of the form wazo.server',
    'b.json: accepted.0.reason: must not be empty',
    'b.json: accepted.0.expires: "soon" is not of the form 2027-01-31',
  ]);
  assert.deepEqual(mistakes({ accepted: [{ ...entry, expires: '2026-02-30' }] }), [
    'b.json: accepted.0.expires: 2026-02-30 is not a day of the calendar',
  ]);
  assert.deepEqual(mistakes({ accepted: [entry, entry] }), [
    'b.json: accepted.0 and accepted.1: wazo.token.login (wazo.server) is there more than once; keep one',
  ]);
  assert.throws(
    () => readBaseline('/no/such/baseline.json'),
    /\/no\/such\/baseline\.json: there is no such file; name/,
  );
});
