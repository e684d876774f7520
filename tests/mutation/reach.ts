import type { Fault } from '../../mock-idp/faults/fault.ts';
import { allFaults } from '../../mock-idp/faults/registry.ts';
import { hearSteps } from '../../mock-idp/frame/step.ts';
import type { Flow } from '../../suites/harness/flow/flow.ts';
import { groupBy } from './group.ts';

/**
 * Which flows a fault can reach: those in which the mock takes a step that the fault would have changed, and those that
 * they need. The others meet a mock that does the same with the fault as without it. Listens while the flows run on the
 * clean mock.
 */
export async function listenForReach() {
  const reached = new Map<Flow<never>, ReadonlySet<string>>();
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

  const withNeeds = (flow: Flow<never>, flows: readonly Flow<never>[]): Flow<never>[] => {
    const providers = flows.filter((one) => one !== flow && one.judges.some((id) => flow.needs?.includes(id)));
    return [flow, ...providers.flatMap((provider) => withNeeds(provider, flows))];
  };

  return {
    /** What was heard since the last call belongs to this flow. */
    after(flow: Flow<never>): void {
      reached.set(flow, now);
      now = new Set();
    },
    stop(): void {
      hearSteps(undefined);
    },
    /** The flows of a role that a fault can reach, in their order; all of them where that cannot be told. */
    of({ id, target, breaks }: Fault, flows: readonly Flow<never>[]): readonly Flow<never>[] {
      const own = target ? [] : flows.filter((flow) => reached.get(flow)?.has(id));
      // Settings are asked for once and act later: then the flows that ask are not those that judge.
      const judged = (broken: string) => own.some((flow) => flow.judges.includes(broken));
      if (!breaks.every(judged)) return flows;
      const all = new Set(own.flatMap((flow) => withNeeds(flow, flows)));
      return flows.filter((flow) => all.has(flow) || flow.isNet);
    },
  };
}
