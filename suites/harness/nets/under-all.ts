import { each } from '../flow/dependencies.ts';
import type { Flow } from '../flow/flow.ts';
import { runFlow } from '../flow/run-flow.ts';
import type { Memory, Session } from '../flow/session.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Id, RoleId } from '../model/requirement.ts';
import type { Rule, Watch } from './rule.ts';

/** What lies under all flows of a role. */
export interface Net<Role> {
  readonly role: RoleId;
  readonly endpoint: string;
  readonly rules: readonly Rule<Role>[];
}

/**
 * The flows of a role with the nets under them: each exchange that they have is seen by every rule, and a flow at the end
 * tells of each requirement what was found in all of them.
 */
export function underAll<Role>(flows: readonly Flow<never>[], net: Net<Role>): readonly Flow<never>[] {
  const running = new WeakMap<Memory, readonly Watch[]>();
  function watchesOf({ memory }: Session, target: Role): readonly Watch[] {
    const known = running.get(memory) ?? net.rules.map((rule) => rule.watch(target));
    running.set(memory, known);
    return known;
  }
  const watched = flows.map(
    (flow): Flow<never> => ({
      ...flow,
      run(session, target) {
        const watches = watchesOf(session, target);
        const watch: Session['watch'] = (exchange, sent) => {
          for (const one of watches) one.see(exchange, sent);
        };
        return flow.run({ ...session, watch }, target);
      },
    }),
  );
  return [...watched, telling(net, watchesOf) as Flow<never>];
}

function telling<Role>(
  { role, endpoint, rules }: Net<Role>,
  watchesOf: (session: Session, target: Role) => readonly Watch[],
): Flow<Role> {
  const ids = [...new Set(rules.flatMap((rule) => rule.ids))];
  return {
    title: 'what holds of one response holds of every response of the run',
    role,
    endpoint,
    judges: ids,
    needs: [],
    table: each(ids),
    isNet: true,
    skipFact: () => undefined,
    facts: {},
    run(session, target) {
      const found = watchesOf(session, target).flatMap((watch) => watch.found());
      return runFlow(this, session, target, async ({ note }, { check }) => {
        const noted = new Set<Exchange>();
        for (const { id, seen, broken, shown } of found) {
          if (!isOpen(session, id, broken)) continue;
          const { finding, exchanges } = shown;
          note(exchanges.filter((exchange) => !noted.has(exchange)));
          for (const exchange of exchanges) noted.add(exchange);
          const count = finding.ok ? `${seen} responses` : `${broken} of ${seen} responses`;
          check(id, exchanges, () => ({ ...finding, actual: `${finding.actual} (${count})` }));
        }
      });
    },
  };
}

/** Whether a finding adds to what is known: of a requirement that is broken or could not be judged there is enough to say. */
function isOpen({ memory }: Session, id: Id, broken: number): boolean {
  const known = memory.standings.get(id);
  return known === undefined ? broken > 0 : known.is === 'kept';
}
