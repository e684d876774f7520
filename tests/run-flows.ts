import type { Flow } from '../suites/harness/flow/flow.ts';
import { openSession, roleTarget, type SessionOptions } from '../suites/harness/flow/open-session.ts';
import type { Session } from '../suites/harness/flow/session.ts';
import { loadCatalogue } from '../suites/harness/model/catalogue.ts';
import { type Check, type FlowResult, worst } from '../suites/harness/model/verdict.ts';
import type { Target } from '../suites/harness/target/target.ts';

const catalogue = loadCatalogue();

/**
 * Runs flows in their order, each against the member of its own system.
 * @param isEnough called after each flow; true ends them
 */
export async function runIn(
  session: Session,
  target: Target,
  flows: readonly Flow<never>[],
  isEnough: (result: FlowResult, flow: Flow<never>) => boolean = () => false,
): Promise<readonly FlowResult[]> {
  const results: FlowResult[] = [];
  for (const flow of flows) {
    const [system = ''] = flow.role.split('.');
    const result = await flow.run(session, roleTarget(target, system) as never);
    results.push(result);
    if (isEnough(result, flow)) break;
  }
  return results;
}

/** The same in a session of their own. */
export async function runFlows(
  target: Target,
  flows: readonly Flow<never>[],
  options: SessionOptions = {},
  isEnough?: Parameters<typeof runIn>[3],
): Promise<readonly FlowResult[]> {
  const session = openSession(target, catalogue, options);
  const results = await runIn(session, target, flows, isEnough);
  await session.close();
  return results;
}

/** The checks of all results, in their order. */
export function checksIn(results: readonly FlowResult[]): readonly Check[] {
  return results.flatMap(({ checks }) => checks);
}

/** Of several checks of a requirement the first of the worst, by id. */
export function worstChecks(checks: readonly Check[]): ReadonlyMap<string, Check> {
  const byId = new Map<string, Check>();
  for (const check of checks) {
    const before = byId.get(check.id);
    if (!before || worst([before.verdict, check.verdict]) !== before.verdict) byId.set(check.id, check);
  }
  return byId;
}
