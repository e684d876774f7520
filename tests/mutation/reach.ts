import { hearQuestions } from '../../mock-idp/frame/scene.ts';
import type { Fault } from '../../mock-idp/frame/system.ts';
import type { Flow } from '../../suites/harness/flow/flow.ts';

/**
 * Which flows a fault can reach: those that lead the mock to where it asks about the fault, and those that they need.
 * The others meet a mock that does the same with the fault as without it. Listens while the flows run on the clean mock.
 */
export function listenForReach() {
  const asked = new Map<Flow<never>, ReadonlySet<string>>();
  let now = new Set<string>();
  hearQuestions((what) => now.add(what));

  const withNeeds = (flow: Flow<never>, flows: readonly Flow<never>[]): Flow<never>[] => {
    const providers = flows.filter((one) => one !== flow && one.judges.some((id) => flow.needs?.includes(id)));
    return [flow, ...providers.flatMap((provider) => withNeeds(provider, flows))];
  };

  return {
    /** What was asked since the last call belongs to this flow. */
    after(flow: Flow<never>): void {
      asked.set(flow, now);
      now = new Set();
    },
    stop: () => hearQuestions(undefined),
    /** The flows of a role that a fault can reach, in their order; all of them where that cannot be told. */
    of({ id, target, breaks }: Fault, flows: readonly Flow<never>[]): readonly Flow<never>[] {
      const contract = /\.message\.([^.]+)\./.exec(id)?.[1];
      const question = contract === undefined ? id : `message ${contract}`;
      const reached = target ? [] : flows.filter((flow) => asked.get(flow)?.has(question));
      // Settings are asked for once and act later: then the flows that ask are not those that judge.
      const judged = (broken: string) => reached.some((flow) => flow.judges.includes(broken));
      if (!breaks.every(judged)) return flows;
      const all = new Set(reached.flatMap((flow) => withNeeds(flow, flows)));
      return flows.filter((flow) => all.has(flow));
    },
  };
}
