import type { Fault } from '../../mock-idp/faults/fault.ts';
import { type RunningMock, startMockIdp } from '../../mock-idp/server.ts';
import type { Flow } from '../../suites/harness/flow/flow.ts';
import { openSession, roleTarget } from '../../suites/harness/flow/open-session.ts';
import { type Catalogue, loadCatalogue } from '../../suites/harness/model/catalogue.ts';
import type { RoleId } from '../../suites/harness/model/requirement.ts';
import type { Check } from '../../suites/harness/model/verdict.ts';
import { bundledTarget } from './bundled.ts';
import { flowsByRole } from './roles.ts';

export interface Run {
  readonly fault?: Pick<Fault, 'id' | 'target'>;
  /** Called after each flow. */
  readonly after?: (flow: Flow<never>) => void;
}

/** A mock and all suites, in one process. */
export interface Bench {
  readonly catalogue: Catalogue;
  readonly roles: ReadonlyMap<RoleId, readonly Flow<never>[]>;
  /** Every check of flows against the mock, or against the mock with a fault; their peer is the faultless mock. */
  checksOf(flows: readonly Flow<never>[], run?: Run): Promise<Check[]>;
  close(): Promise<void>;
}

/** Starts a mock and loads all suites. */
export async function openBench(): Promise<Bench> {
  const catalogue = loadCatalogue();
  const roles = await flowsByRole();
  const mock = await startMockIdp();
  return {
    catalogue,
    roles,
    checksOf: (flows, run) => checksOf(mock, catalogue, flows, run),
    close: () => mock.close(),
  };
}

async function checksOf(
  { url }: RunningMock,
  catalogue: Catalogue,
  flows: readonly Flow<never>[],
  { fault, after }: Run = {},
): Promise<Check[]> {
  const target = bundledTarget(fault ? `${url}/~fault/${fault.id}` : url, fault?.target);
  const session = openSession(target, catalogue, {
    bundled: true,
    peer: { url, publicUrl: url },
    bounds: { settleMs: 50, quietMs: 100 },
  });
  const checks: Check[] = [];
  for (const flow of flows) {
    const system = flow.role.split('.')[0] ?? '';
    checks.push(...(await flow.run(session, roleTarget(target, system) as never)).checks);
    after?.(flow);
  }
  await session.close();
  return checks;
}
