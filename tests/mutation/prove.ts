import { allFaults } from '../../mock-idp/faults.ts';
import { startMockIdp } from '../../mock-idp/server.ts';
import type { Fault } from '../../mock-idp/system.ts';
import { type Catalogue, loadCatalogue, requirementsOf } from '../../suites/harness/catalogue.ts';
import type { Flow } from '../../suites/harness/flow.ts';
import { openSession, roleTarget } from '../../suites/harness/open-session.ts';
import type { RoleId } from '../../suites/harness/requirement.ts';
import type { Check } from '../../suites/harness/verdict.ts';
import { bundledTarget } from './bundled.ts';
import { judgeFault, type Outcome, verdictsOf } from './judge.ts';
import { flowsByRole } from './roles.ts';

const AT_ONCE = 8;

/** What came of all faults, and what is wrong besides: a clean mock that is not green, a requirement without a fault. */
export interface Proof {
  readonly summary: { faults: number; killed: number; survived: number; wronglyKilled: number };
  readonly problems: readonly string[];
  readonly faults: readonly Outcome[];
}

/**
 * Runs every flow of each role against the clean mock and against the mock with each fault, without Playwright.
 * `wanted` narrows the faults to those whose id holds one of the words.
 */
export async function prove(wanted: readonly string[] = []): Promise<Proof> {
  const catalogue = loadCatalogue();
  const roles = await flowsByRole();
  const mock = await startMockIdp();
  const problems: string[] = [];
  const outcomes: Outcome[] = [];
  const requirements = requirementsOf(catalogue).filter(({ role, excluded }) => roles.has(role) && !excluded);
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));

  for (const [role, flows] of roles) {
    const clean = verdictsOf(await checksOf(catalogue, mock.url, mock.url, flows));
    for (const [id, verdict] of clean) {
      if (!['pass', 'info'].includes(verdict)) problems.push(`${id} is ${verdict} on the clean mock`);
    }
    for (const { id } of requirements.filter((requirement) => requirement.role === role)) {
      if (!clean.has(id)) problems.push(`${id} is never judged on the clean mock`);
    }
  }

  const isWanted = (id: string) => wanted.length === 0 || wanted.some((word) => id.includes(word));
  const queue = (await allFaults()).filter(({ id, role }) => roles.has(role as RoleId) && isWanted(id));
  async function work(): Promise<void> {
    for (let fault = queue.shift(); fault; fault = queue.shift()) {
      const flows = roles.get(fault.role as RoleId) ?? [];
      outcomes.push(
        judgeFault(
          fault,
          await checksOf(catalogue, mock.url, `${mock.url}/~fault/${fault.id}`, flows, fault.target),
          byId,
        ),
      );
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await mock.close();

  const broken = new Set(outcomes.filter(({ killed }) => killed).flatMap(({ breaks }) => breaks));
  if (wanted.length === 0) {
    for (const { id } of requirements) if (!broken.has(id)) problems.push(`no fault turns ${id} red`);
  }
  const killed = outcomes.filter((outcome) => outcome.killed).length;
  const wronglyKilled = outcomes.filter((outcome) => outcome.wronglyKilled.length > 0).length;
  return {
    summary: { faults: outcomes.length, killed, survived: outcomes.length - killed, wronglyKilled },
    problems,
    faults: outcomes.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** Every check of some flows against the target at `url`, whose peer is the faultless mock. */
async function checksOf(
  catalogue: Catalogue,
  peerUrl: string,
  url: string,
  flows: readonly Flow<never>[],
  otherwise?: Fault['target'],
): Promise<Check[]> {
  const target = bundledTarget(url, otherwise);
  const session = openSession(target, catalogue, {
    bundled: true,
    peer: { url: peerUrl, publicUrl: peerUrl },
    bounds: { settleMs: 50 },
  });
  const checks: Check[] = [];
  for (const flow of flows) {
    const system = flow.role.split('.')[0] ?? '';
    checks.push(...(await flow.run(session, roleTarget(target, system) as never)).checks);
  }
  await session.close();
  return checks;
}
