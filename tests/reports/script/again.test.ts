import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { Fault } from '../../../mock-idp/faults/fault.ts';
import { allFaults } from '../../../mock-idp/faults/registry.ts';
import { startMockIdp } from '../../../mock-idp/server.ts';
import { buildReport } from '../../../reports/build.ts';
import type { ReportCheck } from '../../../reports/model.ts';
import { scriptsOf } from '../../../reports/script/script.ts';
import type { Flow } from '../../../suites/harness/flow/flow.ts';
import { loadCatalogue, requirementsOf } from '../../../suites/harness/model/catalogue.ts';
import type { RoleId } from '../../../suites/harness/model/requirement.ts';
import { PROJECT_ROOT } from '../../../suites/harness/target/schema.ts';
import { bundledTarget } from '../../mutation/bundled.ts';
import { flowsByRole } from '../../mutation/roles.ts';
import { runFlows } from '../../run-flows.ts';

/** How many faults of each server are tried, how many at a time, and how many scripts must show the same. */
const OF_EACH = 25;
const AT_ONCE = 4;
const AT_LEAST = 100;

const requirements = requirementsOf(loadCatalogue());
const environment = variablesIn(
  JSON.parse(readFileSync(join(PROJECT_ROOT, 'fixtures/targets/bundled-mock.json'), 'utf8')),
);

test('a hundred scripts show what the report says, at every server', { timeout: 600_000 }, async (t) => {
  const byRole = await flowsByRole();
  const faults = await allFaults();
  const [judged, fresh] = [await startMockIdp(), await startMockIdp()];
  t.after(() => Promise.all([judged.close(), fresh.close()]));
  const tasks = [...byRole].flatMap(([role, flows]) => {
    if (!role.endsWith('.server')) return [];
    const own = faults.filter((fault) => fault.role === role && !fault.target);
    const step = Math.floor(own.length / OF_EACH);
    return own.filter((_, index) => index % step === 0).map((fault) => ({ fault, flows, role }));
  });
  const came: { role: RoleId; what: 'same' | 'other' | 'not whole' | 'nothing'; told: string }[] = [];
  async function work(): Promise<void> {
    for (let task = tasks.pop(); task; task = tasks.pop()) {
      const { fault, flows, role } = task;
      const path = `/~fault/${fault.id}`;
      const found = await scriptUnder(fault, flowsFor(fault, flows), judged.url, role);
      if (!found) came.push({ role, what: 'nothing', told: fault.id });
      else if (found.missing.length > 0) came.push({ role, what: 'not whole', told: `${fault.id}: ${found.missing}` });
      else {
        const { code, output } = await run(found.text, `${fresh.url}${path}`);
        came.push({ role, what: code === 0 ? 'same' : 'other', told: `${fault.id}: ${output.slice(-300)}` });
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const of = (what: string, role?: string) => came.filter((one) => one.what === what && (!role || one.role === role));
  const told = ['other', 'not whole', 'nothing'].flatMap((what) => of(what).map((one) => `${what}: ${one.told}`));
  for (const line of told) t.diagnostic(line.replaceAll('\n', ' '));
  assert.ok(of('same').length >= AT_LEAST, `${of('same').length} of ${came.length} show the same`);
  assert.ok(of('other').length <= came.length / 10, `${of('other').length} show something else`);
  for (const role of byRole.keys()) {
    if (role.endsWith('.server'))
      assert.ok(of('same', role).length > OF_EACH / 2, `${role}: ${of('same', role).length}`);
  }
});

/** The flows that judge what a fault breaks, with those that they need. */
function flowsFor(fault: Fault, flows: readonly Flow<never>[]): readonly Flow<never>[] {
  const withNeeds = (flow: Flow<never>): Flow<never>[] => [
    flow,
    ...flows.filter((one) => one !== flow && one.judges.some((id) => flow.needs?.includes(id))).flatMap(withNeeds),
  ];
  const all = new Set(flows.filter(({ judges }) => judges.some((id) => fault.breaks.includes(id))).flatMap(withNeeds));
  return flows.filter((flow) => all.has(flow));
}

/** The script of the first finding that a fault is meant to cause. */
async function scriptUnder(fault: Fault, flows: readonly Flow<never>[], mock: string, role: RoleId) {
  const url = `${mock}/~fault/${fault.id}`;
  const results = await runFlows(bundledTarget(url), flows, {
    bundled: true,
    peer: { url: mock, publicUrl: mock },
    bounds: { settleMs: 50, quietMs: 100 },
  });
  const report = buildReport({
    run: {
      version: '0',
      target: { name: 'mock', url, facts: {} },
      gate: ['document'],
      requirements: requirements.filter((requirement) => requirement.role === role),
      notRun: [],
      notices: [],
    },
    flows: results,
    flowsWithoutResult: [],
    now: new Date(0),
  });
  const isMeant = ({ id, verdict, script }: ReportCheck) =>
    fault.breaks.includes(id) && ['fail', 'warn'].includes(verdict) && script !== undefined;
  const check = report.checks.find(isMeant);
  return check && scriptsOf(report)(check);
}

function run(script: string, url: string): Promise<{ code: number | null; output: string }> {
  const child = spawn('bash', ['--norc', '-c', script], {
    env: { PATH: process.env.PATH, ...environment, TARGET_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((done) => child.once('close', (code) => done({ code, output })));
}

/** The variables that say what a target file says. */
function variablesIn(members: object, path: readonly string[] = ['target']): Record<string, string> {
  const entries = Object.entries(members).map(([name, value]) => {
    const here = [...path, name.replace(/[A-Z]/g, '_$&')];
    if (typeof value === 'object' && !Array.isArray(value)) return variablesIn(value, here);
    return { [here.join('_').toUpperCase()]: String(value) };
  });
  return Object.assign({}, ...entries);
}
