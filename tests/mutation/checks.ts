import type { Fault } from '../../mock-idp/faults/fault.ts';
import { type RunningMock, startMockIdp } from '../../mock-idp/server.ts';
import type { Flow } from '../../suites/harness/flow/flow.ts';
import { type Catalogue, loadCatalogue } from '../../suites/harness/model/catalogue.ts';
import type { RoleId } from '../../suites/harness/model/requirement.ts';
import type { Check } from '../../suites/harness/model/verdict.ts';
import { checksIn, runFlows } from '../run-flows.ts';
import { bundledTarget } from './bundled.ts';
import { flowsByRole } from './roles.ts';

/** How many attempts of a table a flow makes that does not judge what the fault breaks. */
const FEW = 2;

export interface Run {
  readonly fault?: Pick<Fault, 'id' | 'target' | 'breaks'>;
  /** All flows make all attempts of their tables. */
  readonly whole?: boolean;
  /** Called after each flow. */
  readonly after?: (flow: Flow<never>) => void;
}

/** A mock and all suites, in one process. */
export interface Bench {
  readonly catalogue: Catalogue;
  readonly roles: ReadonlyMap<RoleId, readonly Flow<never>[]>;
  /** Every check of flows against the mock, or against the mock with a fault; their peer is the faultless mock. */
  checksOf(flows: readonly Flow<never>[], run?: Run): Promise<readonly Check[]>;
  close(): Promise<void>;
}

/** Starts a mock and loads all suites. `faults`: what the mock can show beside its own. */
export async function openBench(faults: readonly Fault[] = []): Promise<Bench> {
  const catalogue = loadCatalogue();
  const roles = await flowsByRole();
  const mock = await startMockIdp({ faults });
  return {
    catalogue,
    roles,
    checksOf: (flows, run) => checksOf(mock, flows, run),
    close: () => mock.close(),
  };
}

async function checksOf(
  { url }: RunningMock,
  flows: readonly Flow<never>[],
  { fault, whole = !fault, after }: Run = {},
): Promise<readonly Check[]> {
  const target = bundledTarget(fault ? `${url}/~fault/${fault.id}` : url, fault?.target);
  const options = {
    bundled: true,
    verdictsOnly: true,
    peer: { url, publicUrl: url },
    bounds: { settleMs: 50, quietMs: 100 },
  };
  const judges = (flow: Flow<never>) => fault?.breaks.some((id) => flow.judges.includes(id));
  const tried = whole ? flows : flows.map((flow) => (judges(flow) ? flow : withFewAttempts(flow)));
  const results = await runFlows(target, tried, options, (_, flow) => {
    after?.(flow);
    return false;
  });
  return checksIn(results);
}

function withFewAttempts(flow: Flow<never>): Flow<never> {
  return {
    ...flow,
    run: (session, target) => flow.run({ ...session, bounds: { ...session.bounds, attempts: FEW } }, target),
  };
}
