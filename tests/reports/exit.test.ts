import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { flow, greenFlows, runInfo } from './report-fixtures.ts';
import { project, type Scripted } from './report-project.ts';

const green: Scripted[] = greenFlows().map((one) => ({ flow: one }));
const failing = flow('wazo.server', 'a wrong client is refused', [
  ['wazo.refresh.client', 'fail', { expected: 'status 401', actual: 'status 200' }],
]);

test('a run in which all holds exits with 0 and says so last', async (t) => {
  const { code, out } = await project(t, runInfo(), green).run();
  assert.equal(code, 0, out);
  assert.match(
    out,
    /Outcome: Acme PBX 2\.1 · \S+: conforms \(exit 0\)\n {2}5 requirements gate: 5 hold\nReport: reports\/out\/index\.html\n$/,
  );
});

test('a violation exits with 1; list, json, junit and --last-failed agree', async (t) => {
  const tried = project(t, runInfo(), [...green, { flow: failing }]);
  const { code, out } = await tried.run([], { REPORTERS: 'list,json,junit' });
  assert.equal(code, 1, out);
  assert.match(out, /1 requirement violated: 1 in wazo\.server/);
  assert.match(out, /✘ .*a wrong client is refused/);
  assert.match(out, /1 failed\n[\s\S]*4 passed/);
  const json = JSON.parse(tried.read('pw.json'));
  assert.deepEqual([json.stats.expected, json.stats.unexpected], [4, 1]);
  assert.match(tried.read('pw.xml'), /tests="5" failures="1"/);
  const again = await tried.run(['--last-failed']);
  assert.equal(again.code, 1, again.out);
  assert.equal(tried.report().checks.length, 1);
});

test('a worker serves on after a flow that makes the run red', async (t) => {
  const tried = project(t, runInfo(), [{ flow: failing }, ...green]);
  await tried.run([], { REPORTERS: 'json' });
  const json = JSON.parse(tried.read('pw.json'));
  const workers = json.suites[0].specs.flatMap((spec: { tests: { results: { workerIndex: number }[] }[] }) =>
    spec.tests.flatMap(({ results }) => results.map(({ workerIndex }) => workerIndex)),
  );
  assert.deepEqual(workers, [0, 0, 0, 0, 0]);
});

test('without the reporter flows throw', async (t) => {
  const { code } = await project(t, runInfo(), green).run(['--reporter=list']);
  assert.equal(code, 1);
});

test('a usage error exits with 2, prints its message without a stack, and leaves a report that says so', async (t) => {
  const tried = project(t, { throws: 'target.json: wazo.user.password is missing; add it' }, green);
  const { code, out, err } = await tried.run();
  assert.equal(code, 2, out);
  assert.match(
    out,
    /Outcome: usage error \(exit 2\)\n {2}target\.json: wazo\.user\.password is missing; add it\nReport:/,
  );
  assert.doesNotMatch(out + err, /setup\.ts|at /);
  assert.equal(tried.report().outcome.exitCode, 2);
});

test('an error of the set-up that is not an usage error exits with 3', async (t) => {
  const { code, out } = await project(t, { throws: 'the mock did not start', name: 'Error' } as never, green).run();
  assert.equal(code, 3, out);
  assert.match(out, /the mock did not start/);
});

test('a baseline file that is wrong exits with 2', async (t) => {
  const tried = project(t, runInfo(), green);
  writeFileSync(join(tried.folder, 'baseline.json'), '{ "accepted": [{ "id": "wazo.token.login" }] }');
  const { code, out } = await tried.run([], { TOLLGATE_BASELINE: 'baseline.json' });
  assert.equal(code, 2, out);
  assert.match(out, /baseline\.json: accepted\.0: role is missing; add it/);
});

test('a mistake that is found twice is told once', async (t) => {
  const told = 'baseline.json: accepted.0: role is missing; add it';
  const tried = project(t, { throws: told, name: 'UsageError' } as never, green);
  writeFileSync(join(tried.folder, 'baseline.json'), '{ "accepted": [{ "id": "wazo.token.login", "reason": "x" }] }');
  const { code } = await tried.run([], { TOLLGATE_BASELINE: 'baseline.json' });
  assert.equal(code, 2);
  assert.deepEqual(tried.report().outcome.reasons, [told]);
});

test('a report folder that cannot be written exits with 2 and one line', async (t) => {
  const tried = project(t, runInfo(), green);
  writeFileSync(join(tried.folder, 'file'), '');
  const { code, out, err } = await tried.run([], { TOLLGATE_OUT: join(tried.folder, 'file/x') });
  assert.equal(code, 2, out);
  assert.match(err, /^Tollgate cannot write its report to \S+file\/x: [^\n]*TOLLGATE_OUT\.\n$/);
});

test('a report that cannot be written whole exits with 3 and keeps what could be written', async (t) => {
  const tried = project(t, runInfo(), green);
  mkdirSync(join(tried.folder, 'out/index.html.tmp'), { recursive: true });
  const { code, out } = await tried.run([], { TOLLGATE_OUT: 'out' });
  assert.equal(code, 3, out);
  assert.match(out, /harness error \(exit 3\)\n {2}\S*index\.html could not be written/);
  assert.equal(JSON.parse(tried.read('out/conformance.json')).outcome.exitCode, 3);
});

for (const ends of ['exit', 'bare', 'throw'] as const) {
  test(`a flow that ends badly (${ends}) exits with 3`, async (t) => {
    const tried = project(t, runInfo(), [...green, { flow: failing, ends }]);
    const { code, out } = await tried.run([], { REPORTERS: 'json' });
    assert.equal(code, 3, out);
    assert.equal(JSON.parse(tried.read('pw.json')).stats.unexpected, 1);
    const report = tried.report();
    if (ends !== 'throw') assert.equal(report.summary.error, 1);
    assert.equal(report.summary.pass, 7);
  });
}

test('what could not be judged exits with 4', async (t) => {
  const hung = flow('wazo.server', 'x', [['wazo.refresh.client', 'inconclusive', { blockedBy: 'wazo.reachable' }]]);
  const { code, out } = await project(t, runInfo(), [{ flow: hung }]).run();
  assert.equal(code, 4, out);
  assert.match(out, /nothing or too little judged/);
});

test('a selection without a flow exits with 4', async (t) => {
  const notRun = [{ role: 'wazo.server', reason: 'set TARGET_WAZO_USER_USERNAME' }] as const;
  const { code, out } = await project(t, runInfo({ notRun }), green).run(['--grep', 'no such flow']);
  assert.equal(code, 4, out);
  assert.match(out, /nothing was judged/);
});

test('a stale baseline exits with 5', async (t) => {
  const tried = project(t, runInfo({ baselineFile: 'baseline.json' }), green);
  const accepted = [{ id: 'wazo.token.login', role: 'wazo.server', reason: 'known' }];
  writeFileSync(join(tried.folder, 'baseline.json'), JSON.stringify({ accepted }));
  const { code, out } = await tried.run();
  assert.equal(code, 5, out);
  assert.match(out, /stale baseline entry wazo\.token\.login \(wazo\.server\): it no longer fails/);
});

test('an accepted failure exits with 0 and its flow is not marked', async (t) => {
  const tried = project(t, runInfo({ baselineFile: 'baseline.json' }), [...green.slice(0, 1), { flow: failing }]);
  const accepted = [{ id: 'wazo.refresh.client', role: 'wazo.server', reason: 'known' }];
  writeFileSync(join(tried.folder, 'baseline.json'), JSON.stringify({ accepted }));
  const { code, out } = await tried.run([], { REPORTERS: 'json' });
  assert.equal(code, 0, out);
  assert.equal(JSON.parse(tried.read('pw.json')).stats.unexpected, 0);
  assert.equal(tried.report().roles[0]?.conforms, 'part');
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} leaves a report of what there is and exits with 4`, async (t) => {
    const tried = project(t, runInfo(), [...green, { flow: failing, ends: 'wait' }]);
    const { code, out } = await tried.run([], {}, { text: 'waiting now', signal });
    assert.equal(code, 4, out);
    assert.match(out, /interrupted after 4 of 5 flows/);
    assert.equal(tried.report().interrupted, true);
    assert.equal(tried.report().summary.pass, 7);
  });
}

test('an interrupted run that found a violation exits with 1', async (t) => {
  const waiting = { ...failing, flow: 'waits' };
  const tried = project(t, runInfo(), [{ flow: failing }, { flow: waiting, ends: 'wait' }]);
  const { code, out } = await tried.run([], {}, { text: 'waiting now', signal: 'SIGINT' });
  assert.equal(code, 1, out);
});

test('stopping at the first failure says which flows were not run', async (t) => {
  const tried = project(t, runInfo(), [{ flow: failing }, ...green]);
  const { code } = await tried.run(['-x']);
  assert.equal(code, 1);
  const { flows, problems, outcome } = tried.report();
  assert.equal(flows.total, 5);
  assert.match(flows.withoutResult[0]?.reason ?? '', /Testing stopped early|it was interrupted/);
  assert.match(outcome.reasons.join('\n'), /of 5 without a result/);
  assert.deepEqual(problems, []);
});

test('listing writes no report and leaves the old one', async (t) => {
  const tried = project(t, runInfo(), green);
  mkdirSync(join(tried.folder, 'reports/out'), { recursive: true });
  writeFileSync(join(tried.folder, 'reports/out/conformance.json'), 'old');
  const { code, out } = await tried.run(['--list']);
  assert.equal(code, 0, out);
  assert.match(out, /Total: 4 tests in 1 file/);
  assert.equal(tried.read('reports/out/conformance.json'), 'old');
});

test('an old report is gone when the run cannot start', async (t) => {
  const tried = project(t, runInfo(), green);
  mkdirSync(join(tried.folder, 'reports/out'), { recursive: true });
  writeFileSync(join(tried.folder, 'reports/out/junit.xml'), 'old');
  writeFileSync(join(tried.folder, 'reports/out/mutation.json'), 'kept');
  await tried.run(['--grep', 'no such flow']);
  assert.notEqual(
    existsSync(join(tried.folder, 'reports/out/junit.xml')) && tried.read('reports/out/junit.xml'),
    'old',
  );
  assert.equal(tried.read('reports/out/mutation.json'), 'kept');
});
