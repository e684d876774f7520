import assert from 'node:assert/strict';
import test from 'node:test';
import { gate } from '../../reports/gate.ts';
import type { Report } from '../../reports/model.ts';
import { flow, greenFlows, runInfo } from './report-fixtures.ts';
import { type Project, project, type Scripted } from './report-project.ts';

const fileOf = (role: string) => role.replace('.', '-');
const spread = (flows: ReturnType<typeof greenFlows>): Scripted[] =>
  flows.map((one) => ({ file: fileOf(one.role), flow: one }));
const failing = flow('kaleyra.client', 'the callback is sent once', [
  ['kaleyra.callback.bearer', 'fail', { expected: 'one callback', actual: 'two' }],
]);

async function merged(tried: Project, shards: number, env = {}) {
  const codes: (number | null)[] = [];
  for (let shard = 1; shard <= shards; shard += 1) {
    const { code } = await tried.run([`--shard=${shard}/${shards}`], {
      REPORTERS: 'blob',
      PLAYWRIGHT_BLOB_OUTPUT_FILE: `blobs/${shard}.zip`,
      TOLLGATE_OUT: `shard-${shard}`,
      ...env,
    });
    codes.push(code);
  }
  const { code, out } = await tried.merge('blobs', env);
  return { codes, code, out, report: tried.report() };
}

function timeless(report: Report): unknown {
  return JSON.parse(JSON.stringify({ ...report, generatedAt: '', digest: '' }));
}

test('merged shards give the report and the exit code of one run', async (t) => {
  const tried = project(t, runInfo({ notices: ['a notice'] }), spread([...greenFlows(), failing]));
  const one = await tried.run();
  assert.equal(one.code, 1);
  const whole = timeless(tried.report());
  const { codes, code, out, report } = await merged(tried, 3);
  assert.deepEqual([...codes].sort(), [0, 0, 1]);
  assert.equal(code, 1, out);
  assert.deepEqual(timeless(report), whole);
  assert.match(out, /Outcome: Acme PBX 2\.1 · https:\/\/pbx\.example: violated \(exit 1\)/);
  assert.equal(gate(`${tried.folder}/reports/out/conformance.json`).exitCode, 1);
});

test('merged shards in which all holds exit with 0, and a shard without a flow is not red', async (t) => {
  const { codes, code, out, report } = await merged(project(t, runInfo(), spread(greenFlows())), 4);
  assert.deepEqual(codes, [0, 0, 0, 0]);
  assert.equal(code, 0, out);
  assert.equal(report.shard, undefined);
  assert.equal(report.roles.length, 3);
});

test('a crash in a shard is an error in the merged report', async (t) => {
  const [first, ...rest] = spread(greenFlows());
  const tried = project(t, runInfo(), [{ ...(first as Scripted), ends: 'exit' }, ...rest]);
  const { code, report } = await merged(tried, 2);
  assert.equal(code, 3);
  assert.equal(report.summary.error, 3);
});

test('a selection without a flow is red in every shard', async (t) => {
  const tried = project(t, runInfo(), spread(greenFlows()));
  const { code, out } = await tried.run(['--shard=1/2', '--grep', 'no such flow'], { REPORTERS: 'blob' });
  assert.equal(code, 4, out);
});
