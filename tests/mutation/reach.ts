import type { Fault } from '../../mock-idp/faults/fault.ts';
import { allFaults } from '../../mock-idp/faults/registry.ts';
import { hearSteps } from '../../mock-idp/frame/step.ts';
import type { Flow } from '../../suites/harness/flow/flow.ts';
import { groupBy } from './group.ts';

/** Ids of the faults that each flow can reach, by title. */
export type Reached = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Listens which faults flows can reach while they run on the clean mock: those in which the mock takes a step that the
 * fault would have changed. With another fault, the mock does the same as without it.
 */
export async function listenForReach() {
  const reached: (readonly [string, readonly string[]])[] = [];
  const changes = (await allFaults()).flatMap(({ id, change }) =>
    [...(change ?? [])].map(([step, { concerns }]) => ({ id, step, concerns })),
  );
  const byStep = groupBy(changes, ({ step }) => step);
  let now = new Set<string>();
  hearSteps((step, given, result) => {
    for (const { id, concerns } of byStep.get(step) ?? []) {
      if (!now.has(id) && concerns(given, result)) now.add(id);
    }
  });
  return {
    /** What was heard since the last call belongs to this flow. */
    after(flow: Flow<never>): void {
      reached.push([flow.title, [...now]]);
      now = new Set();
    },
    /** Ends listening, and gives what was heard. */
    end() {
      hearSteps(undefined);
      return reached;
    },
  };
}

/**
 * The flows of a role that a fault can reach with those that they need, in their order; all of them where that cannot be told.
 * @param judgingOnly of those that the fault reaches only the ones that judge what it breaks
 */
export function flowsFor(
  { id, target, breaks }: Fault,
  flows: readonly Flow<never>[],
  reached: Reached,
  judgingOnly = false,
): readonly Flow<never>[] {
  const own = target ? [] : flows.filter(({ title }) => reached.get(title)?.has(id));
  // Settings are asked for once and act later: then the flows that ask are not those that judge.
  const judged = (broken: string) => own.some((flow) => flow.judges.includes(broken));
  if (!breaks.every(judged)) return flows;
  const tried = judgingOnly ? own.filter((flow) => flow.judges.some((judges) => breaks.includes(judges))) : own;
  const all = new Set(tried.flatMap((flow) => withNeeds(flow, flows)));
  return flows.filter((flow) => all.has(flow) || flow.isNet);
}

function withNeeds(flow: Flow<never>, flows: readonly Flow<never>[]): Flow<never>[] {
  const providers = flows.filter((one) => one !== flow && one.judges.some((id) => flow.needs?.includes(id)));
  return [flow, ...providers.flatMap((provider) => withNeeds(provider, flows))];
}
