import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Flow } from '../../suites/harness/flow/flow.ts';
import type { RoleId } from '../../suites/harness/model/requirement.ts';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';

/** The flows of every role that has a suite: `suites/<system>/flows.ts`. */
export async function flowsByRole(): Promise<ReadonlyMap<RoleId, readonly Flow<never>[]>> {
  const suites = join(PROJECT_ROOT, 'suites');
  const systems = readdirSync(suites).filter((system) => existsSync(join(suites, system, 'flows.ts')));
  const byRole = new Map<RoleId, Flow<never>[]>();
  for (const system of systems.sort()) {
    const { flows } = (await import(`../../suites/${system}/flows.ts`)) as { flows: Flow<never>[] };
    for (const flow of flows) byRole.set(flow.role, [...(byRole.get(flow.role) ?? []), flow]);
  }
  return byRole;
}
