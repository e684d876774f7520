import type { Absent } from '../checks/seen.ts';
import type { Id } from '../model/requirement.ts';
import type { CheckLog } from './check-log.ts';
import { type Dependency, idOf } from './dependencies.ts';
import type { Flow } from './flow.ts';
import type { Memory, Standing } from './session.ts';

/** What keeps ids of a flow from being judged, by its table and what is known of the target. */
export interface Blocking {
  /** What keeps an id from being judged now. Throws where a dependency that the flow judges itself was not judged yet. */
  now(id: Id): Absent | undefined;
  /** The same as far as it is known, whatever was judged yet. */
  known(id: Id): Absent | undefined;
}

export interface BlockingParts<Role> {
  readonly flow: Flow<Role>;
  readonly target: Role;
  readonly memory: Memory;
  readonly log: CheckLog;
  /** Ids of contracts, which block nothing where nothing they apply to was there. */
  readonly mayStayOpen: ReadonlySet<Id>;
}

/** What keeps an id from being judged, and the standing that does so. */
interface Block {
  readonly by: Standing['is'];
  readonly absent: Absent;
}

/** The flow's table must have no circle. */
export function blockingOf<Role>({ flow, target, memory, log, mayStayOpen }: BlockingParts<Role>): Blocking {
  const { title, judges, table, facts } = flow;

  function blockOf(id: Id, isJudging: boolean): Block | undefined {
    const fact = facts[id]?.(target);
    if (fact !== undefined) return { by: 'not applicable', absent: { notApplicable: fact } };
    const blocks = (table[id] ?? [])
      .map((dependency) => blockBy(dependency, standingOf(idOf(dependency), id, isJudging)))
      .filter((block) => block !== undefined);
    return blocks.find(({ by }) => by === 'not applicable') ?? blocks.find(({ by }) => by === 'broken') ?? blocks[0];
  }

  /** How a dependency stands; `undefined` where that is not known and keeps nothing from being judged. */
  function standingOf(on: Id, id: Id, isJudging: boolean): Standing | undefined {
    const known = memory.standings.get(on);
    if (known || !judges.includes(on) || log.isJudged(on)) return known;
    const block = blockOf(on, false);
    if (block)
      return 'notApplicable' in block.absent
        ? { is: 'not applicable', fact: block.absent.notApplicable }
        : { is: 'undecided' };
    if (isJudging && !mayStayOpen.has(on))
      throw new Error(`The flow "${title}" judges ${id} before ${on}, on which it depends.`);
    return undefined;
  }

  return {
    now: (id) => blockOf(id, true)?.absent,
    known: (id) => blockOf(id, false)?.absent,
  };
}

function blockBy(dependency: Dependency, standing: Standing | undefined): Block | undefined {
  const on = idOf(dependency);
  switch (standing?.is) {
    case 'not applicable':
      return { by: 'not applicable', absent: { notApplicable: standing.fact } };
    case 'undecided':
      return { by: 'undecided', absent: { nothing: `${on} could not be judged`, blockedBy: on } };
    case 'broken':
      return typeof dependency === 'object' && 'where' in dependency
        ? { by: 'not applicable', absent: { notApplicable: `${on} is not kept: ${standing.seen}` } }
        : { by: 'broken', absent: { nothing: `${on} is not kept: ${standing.seen}`, blockedBy: on } };
    default:
      return undefined;
  }
}
