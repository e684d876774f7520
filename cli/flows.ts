import { codeEnding } from '../mock-idp/frame/systems.ts';
import type { Flow } from '../suites/harness/flow/flow.ts';

/** The flows of a system's suite, in their order. Throws where there is no such suite. */
export async function flowsOf(system: string): Promise<readonly Flow<never>[]> {
  const module = (await import(`../suites/${system}/flows${codeEnding}`)) as { flows: readonly Flow<never>[] };
  return module.flows;
}
