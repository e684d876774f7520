import assert from 'node:assert/strict';
import test from 'node:test';
import { buildReport } from '../../reports/build.ts';
import type { BaselineEntry } from '../../reports/model.ts';
import { reportMistake } from '../../reports/report-file.ts';
import type { FlowResult } from '../../suites/harness/model/verdict.ts';
import { exchange, flow, greenFlows, NOW, REQUIREMENTS, requirement, runInfo } from './report-fixtures.ts';

function build(flows: readonly FlowResult[], more: Partial<Parameters<typeof buildReport>[0]> = {}) {
  return buildReport({ run: runInfo(), flows, flowsWithoutResult: [], now: NOW, ...more });
}

const accepting = (...accepted: BaselineEntry[]) => ({ baseline: { accepted } });
const known = { id: 'wazo.refresh.client', role: 'wazo.server', reason: 'known' } as const;
const failing = flow('wazo.server', 'a wrong client is refused', [['wazo.refresh.client', 'fail']]);

test('the report does not depend on the order in which flows come in', () => {
  const flows = [
    ...greenFlows(),
    failing,
    flow('wazo.server', 'a login gives a token', [['wazo.token.login', 'warn']]),
  ];
  const report = build(flows);
  assert.deepEqual(build([...flows].reverse()), report);
  assert.deepEqual(build([...flows.slice(3), ...flows.slice(0, 3)]), report);
  assert.deepEqual(
    report.roles.map(({ role }) => role),
    ['wazo.server', 'kaleyra.server', 'kaleyra.client'],
  );
});

test('each check points at its own exchanges in the one list', () => {
  const own = (url: string) => exchange({ request: { method: 'GET', url, headers: [] } });
  const report = build([
    flow('kaleyra.server', 'b', [['kaleyra.token.basic', 'pass', { exchanges: [0, 1] }]], [own('b0'), own('b1')]),
    flow('wazo.server', 'a', [['wazo.token.login', 'pass', { exchanges: [0, 7] }]], [own('a0')]),
  ]);
  const urls = report.checks.map(({ exchanges }) => exchanges.map((index) => report.exchanges[index]?.request.url));
  assert.deepEqual(urls, [['a0'], ['b0', 'b1']]);
  assert.deepEqual(
    report.flows.results.map(({ flow, exchanges }) => [flow, exchanges]),
    [
      ['a', [0]],
      ['b', [1, 2]],
    ],
  );
});

test('a requirement has the worst verdict of its checks, and null when none judged it', () => {
  const report = build([
    flow('wazo.server', 'a', [
      ['wazo.token.login', 'pass'],
      ['wazo.token.uuid', 'info'],
    ]),
    flow('wazo.server', 'b', [
      ['wazo.token.login', 'inconclusive'],
      ['wazo.token.login', 'warn'],
    ]),
  ]);
  const verdicts = Object.fromEntries(report.requirements.map(({ id, verdict }) => [id, verdict]));
  assert.equal(verdicts['wazo.token.login'], 'inconclusive');
  assert.equal(verdicts['wazo.token.uuid'], 'info');
  assert.equal(verdicts['wazo.refresh.client'], null);
  assert.deepEqual(report.summary, { error: 0, fail: 0, inconclusive: 1, warn: 1, pass: 1, info: 1, skip: 0 });
});

test('a role conforms when all that gates holds, in part when some was not judged, not when something gates', () => {
  const conforms = (flows: readonly FlowResult[], more = {}) =>
    Object.fromEntries(build(flows, more).roles.map(({ role, conforms }) => [role, conforms]));
  const rest = greenFlows().slice(1);
  const login = (verdict: 'skip' | 'fail' | 'inconclusive' | 'warn', more = {}) =>
    flow('wazo.server', 'a login gives a token', [
      ['wazo.token.login', verdict, more],
      ['wazo.token.uuid', 'pass'],
    ]);
  assert.equal(conforms(greenFlows())['wazo.server'], 'yes');
  assert.equal(conforms([login('warn'), ...rest])['wazo.server'], 'yes');
  assert.equal(conforms([login('skip', { skipFact: 'wazo.x: false' }), ...rest])['wazo.server'], 'part');
  assert.equal(conforms([login('fail'), ...rest])['wazo.server'], 'no');
  assert.equal(conforms([login('inconclusive'), ...rest])['wazo.server'], 'no');
  assert.equal(conforms(rest)['wazo.server'], 'part', 'a requirement that gates has no verdict');
  const accepted = accepting({ ...known, id: 'wazo.token.login' });
  assert.equal(conforms([login('fail'), ...rest], accepted)['wazo.server'], 'part');
  const onlySkipped = flow('kaleyra.server', 'x', [['kaleyra.token.basic', 'skip', { skipFact: 'kaleyra.x: false' }]]);
  assert.equal(conforms([...greenFlows().slice(0, 2), onlySkipped])['kaleyra.server'], 'part');
});

test('a role of which no check was made is not run, rather than conforming', () => {
  const report = build(greenFlows().slice(0, 2), {
    run: runInfo({ notRun: [{ role: 'sipgate.server', reason: 'set TARGET_SIPGATE_USER' }] }),
  });
  assert.deepEqual(
    report.roles.map(({ role }) => role),
    ['wazo.server'],
  );
  assert.deepEqual(
    report.notRun.map(({ role }) => role),
    ['sipgate.server', 'kaleyra.server', 'kaleyra.client'],
  );
  assert.equal(report.outcome.exitCode, 0);
});

test('what counts as judged, excluded and held is counted by requirement', () => {
  const [wazo] = build(greenFlows()).roles;
  assert.deepEqual(wazo?.requirements, {
    total: 6,
    checked: 5,
    excluded: 1,
    verdicts: { error: 0, fail: 0, inconclusive: 0, warn: 0, pass: 5, info: 0, skip: 0 },
  });
  const none = { broken: 0, accepted: 0, undecided: [], notTried: [] };
  assert.deepEqual(wazo?.gating, { total: 3, judged: 3, held: 3, ...none });
});

test('inconclusive checks are grouped by the end of the chain that they are blocked by', () => {
  const report = build([
    flow('wazo.server', 'a', [
      ['wazo.token.login', 'fail', { expected: '200', actual: '401' }],
      ['wazo.token.uuid', 'inconclusive', { blockedBy: 'wazo.token.login' }],
      ['wazo.refresh.client', 'inconclusive', { blockedBy: 'wazo.token.uuid' }],
    ]),
    flow('wazo.server', 'b', [['wazo.refresh.client', 'inconclusive', { blockedBy: 'wazo.token.login' }]]),
    flow('kaleyra.server', 'c', [
      ['kaleyra.token.basic', 'inconclusive', { blockedBy: 'kaleyra.reachable', message: 'connection refused' }],
    ]),
  ]);
  assert.deepEqual(report.rootCauses, [
    {
      id: 'wazo.token.login',
      role: 'wazo.server',
      message: 'not kept: What wazo.token.login asks for',
      gates: true,
      blocked: ['wazo.token.uuid', 'wazo.refresh.client'],
    },
    {
      id: 'kaleyra.reachable',
      role: 'kaleyra.server',
      message: 'connection refused',
      gates: true,
      blocked: ['kaleyra.token.basic'],
    },
  ]);
});

test('a cause that is kept where it was judged says what the flow lacked that is blocked by it', () => {
  const report = build([
    flow('wazo.server', 'a', [['wazo.token.login', 'pass']]),
    flow('wazo.server', 'b', [
      [
        'wazo.token.uuid',
        'inconclusive',
        { blockedBy: 'wazo.token.login', message: 'there was no token to take: 500' },
      ],
    ]),
  ]);
  assert.deepEqual(
    report.rootCauses.map(({ id, message }) => [id, message]),
    [['wazo.token.login', 'there was no token to take: 500']],
  );
});

test('a cause that holds up nothing that gates comes after those that do, however much it holds up', () => {
  const vendor = (rest: string) => requirement(`wazo.vendor.${rest}`, { basis: 'vendor' });
  const run = runInfo({ requirements: [...REQUIREMENTS, ...['a', 'b', 'c'].map(vendor)] });
  const hung = { blockedBy: 'wazo.vendor.a' };
  const report = build(
    [
      flow('wazo.server', 'a', [
        ['wazo.vendor.a', 'warn', { actual: 'x' }],
        ['wazo.vendor.b', 'inconclusive', hung],
        ['wazo.vendor.c', 'inconclusive', hung],
        ['wazo.token.login', 'fail'],
        ['wazo.token.uuid', 'inconclusive', { blockedBy: 'wazo.token.login' }],
      ]),
    ],
    { run },
  );
  assert.deepEqual(
    report.rootCauses.map(({ id, gates }) => [id, gates]),
    [
      ['wazo.token.login', true],
      ['wazo.vendor.a', false],
    ],
  );
});

test('the outcome names what gates and does not hold, and counts what is accepted', () => {
  const told = (flows: readonly FlowResult[], more = {}) => build(flows, more).outcome.reasons.at(-1);
  const [, ...rest] = greenFlows();
  assert.equal(told(greenFlows()), '5 requirements gate: 5 hold');
  const skipped = flow('wazo.server', 'a', [
    ['wazo.token.login', 'skip', { skipFact: 'the target file names no wazo.otherUser' }],
    ['wazo.token.uuid', 'pass'],
  ]);
  assert.equal(told([skipped, ...rest]), '5 requirements gate: 4 hold, 1 not tried (wazo.token.login)');
  assert.equal(told([...greenFlows(), failing], accepting(known)), '5 requirements gate: 4 hold, 1 accepted');
  assert.equal(told([...greenFlows(), failing]), '5 requirements gate: 4 hold, 1 broken');
  const open = flow('wazo.server', 'a', [['wazo.token.login', 'inconclusive']]);
  assert.match(told([...greenFlows(), open]) ?? '', /4 hold, 1 could not be judged \(wazo\.token\.login\)$/);
});

test('what the target file could say is told by its variables, with how much it would have judged', () => {
  const unset = ['name', 'password'].map((leaf) => ({
    name: `wazo.otherUser.${leaf}`,
    variable: `TARGET_WAZO_OTHER_USER_${leaf.toUpperCase()}`,
  }));
  const fact = { skipFact: 'the target file names no wazo.otherUser' };
  const skipped = flow('wazo.server', 'a', [
    ['wazo.token.status', 'skip', { skipFact: 'wazo.mode is GET' }],
    ['wazo.token.login', 'skip', fact],
    ['wazo.refresh.list', 'skip', fact],
  ]);
  assert.deepEqual(build([skipped], { run: runInfo({ unset }) }).unlocks, [
    {
      role: 'wazo.server',
      fact: 'the target file names no wazo.otherUser',
      set: ['TARGET_WAZO_OTHER_USER_NAME', 'TARGET_WAZO_OTHER_USER_PASSWORD'],
      judges: 2,
      gating: 1,
    },
    { role: 'wazo.server', fact: 'wazo.mode is GET', set: [], judges: 1, gating: 0 },
  ]);
});

test('a run that was interrupted before it began judged nothing, and is no error of ours', () => {
  const { exitCode, reasons } = build([], { interrupted: true }).outcome;
  assert.deepEqual([exitCode, reasons], [4, ['interrupted before it began']]);
});

test('a merge without one of its shards is red and names it', () => {
  const { exitCode, reasons } = build(greenFlows(), { shards: { total: 3, missing: [2] } }).outcome;
  assert.equal(exitCode, 4);
  assert.equal(reasons[0], 'shard 2 of 3 is missing from the merge; add the blob, or run it again');
  assert.equal(build(greenFlows(), { shards: { total: 3, missing: [] } }).outcome.exitCode, 0);
});

test('what was asked for and is not there is told with what is meant', () => {
  const reason = (words: readonly string[], patterns: readonly string[] = []) =>
    build([], {
      asked: { words, patterns },
      run: runInfo({ notRun: [{ role: 'sipgate.server', reason: 'set TARGET_SIPGATE_USER_NAME to run it' }] }),
    }).outcome.reasons[0];
  assert.equal(
    reason(['wazzo']),
    'nothing was judged: no flow is called wazzo; did you mean wazo? The systems are kaleyra, sipgate, and wazo',
  );
  assert.equal(reason(['sipgate']), 'nothing was judged: sipgate.server: set TARGET_SIPGATE_USER_NAME to run it');
  assert.equal(
    reason([], ['wazo.token.logni']),
    'nothing was judged: no flow is called wazo.token.logni; did you mean wazo.token.login?',
  );
  assert.match(reason([], ['zzzzzzzzzz']) ?? '', /npx tollgate list/);
});

test('requirements that are blocked by each other do not loop', () => {
  const report = build([
    flow('wazo.server', 'a', [
      ['wazo.token.login', 'inconclusive', { blockedBy: 'wazo.token.uuid' }],
      ['wazo.token.uuid', 'inconclusive', { blockedBy: 'wazo.token.login' }],
    ]),
  ]);
  assert.equal(report.outcome.exitCode, 4);
});

test('exit codes: 2, 3, 1, 4, 5 take precedence in this order', () => {
  const bad = flow('wazo.server', 'a', [['wazo.refresh.client', 'error']]);
  const hung = flow('wazo.server', 'b', [['wazo.token.uuid', 'inconclusive']]);
  const green = flow('wazo.server', 'c', [['wazo.token.login', 'pass']]);
  const stale = accepting({ ...known, id: 'wazo.token.login' });
  const usage = { problems: [{ kind: 'usage', message: 'no' }] } as const;
  const code = (...args: Parameters<typeof build>) => build(...args).outcome.exitCode;
  assert.equal(code([bad, failing, hung, green], { ...stale, ...usage }), 2);
  assert.equal(code([bad, failing, hung, green], stale), 3);
  assert.equal(code([failing, hung, green], stale), 1);
  assert.equal(code([hung, green], stale), 4);
  assert.equal(code([green], stale), 5);
  assert.equal(code([green]), 0);
});

test('every reason is told, the decisive one first', () => {
  const { reasons } = build([failing], {
    ...accepting(known, { ...known, id: 'wazo.gone' }),
    interrupted: true,
  }).outcome;
  assert.match(reasons[0] ?? '', /interrupted after 1 of 1 flow/);
  assert.match(reasons[1] ?? '', /stale baseline entry wazo\.gone/);
});

test('an inconclusive gates only where the requirement gates', () => {
  const code = (id: string) =>
    build([...greenFlows(), flow('wazo.server', 'x', [[id, 'inconclusive']])]).outcome.exitCode;
  assert.equal(code('wazo.token.status'), 0, 'basis rfc');
  assert.equal(code('wazo.refresh.list'), 0, 'a SHOULD');
  assert.equal(code('wazo.refresh.client'), 4);
  const strict = build([flow('wazo.server', 'x', [['wazo.token.status', 'inconclusive']])], {
    run: runInfo({ gate: ['document', 'rfc'] }),
  });
  assert.equal(strict.outcome.exitCode, 4);
});

test('only skips, or nothing at all, is nothing judged, but not on a shard', () => {
  const skipped = flow('wazo.server', 'x', [['wazo.token.login', 'skip', { skipFact: 'wazo.x: false' }]]);
  assert.equal(build([skipped]).outcome.exitCode, 4);
  assert.match(build([]).outcome.reasons[0] ?? '', /nothing was judged/);
  const shard = { current: 1, total: 4 };
  assert.equal(build([skipped], { shard }).outcome.exitCode, 0);
  assert.equal(build([failing], { shard }).outcome.exitCode, 1);
});

test('flows without a result are too little judged', () => {
  const flowsWithoutResult = [{ role: 'wazo.server', title: 'x', reason: 'it was skipped' }] as const;
  const { outcome, flows } = build(greenFlows(), { flowsWithoutResult });
  assert.equal(outcome.exitCode, 4);
  assert.equal(flows.total, 5);
  assert.match(outcome.reasons[0] ?? '', /1 flow of 5 without a result: it was skipped/);
});

test('a check of a requirement that nobody knows gates', () => {
  const report = build([...greenFlows(), flow('wazo.server', 'x', [['wazo.unknown', 'inconclusive']])]);
  assert.equal(report.outcome.exitCode, 4);
});

test('reports keep to their schema', () => {
  const all = build(
    [
      ...greenFlows(),
      failing,
      flow(
        'wazo.server',
        'no response',
        [['wazo.token.uuid', 'inconclusive', { blockedBy: 'wazo.reachable', message: 'x' }]],
        [exchange({ response: undefined, failure: { kind: 'timeout', message: 'no response in 10 s' } })],
      ),
    ],
    {
      ...accepting({ ...known, issue: 'T-1', expires: '2027-01-01' }),
      baselineFile: 'baseline.json',
      flowsWithoutResult: [{ title: 'x', reason: 'y' }],
      problems: [{ kind: 'harness', message: 'x' }],
      interrupted: true,
      shard: { current: 1, total: 2 },
      run: runInfo({ notices: ['n'], notRun: [{ role: 'sipgate.server', reason: 'r' }] }),
    },
  );
  assert.equal(reportMistake(JSON.parse(JSON.stringify(all))), undefined);
  assert.equal(reportMistake(JSON.parse(JSON.stringify(build([])))), undefined);
  assert.match(reportMistake({ ...all, checks: [{ id: 1 }] }) ?? '', /^\/checks\/0 /);
  assert.match(reportMistake({ ...all, apiVersion: 'tollgate/v2' }) ?? '', /^\/apiVersion must be equal to constant/);
});

test('a requirement of the same id in two roles is two requirements', () => {
  const both = (['x.server', 'x.client'] as const).map((role) => requirement('x.same', { role }));
  const report = build([flow('x.server', 'a', [['x.same', 'pass']]), flow('x.client', 'a', [['x.same', 'fail']])], {
    run: runInfo({ requirements: both }),
  });
  assert.deepEqual(
    report.requirements.map(({ role, verdict }) => [role, verdict]),
    [
      ['x.server', 'pass'],
      ['x.client', 'fail'],
    ],
  );
});
