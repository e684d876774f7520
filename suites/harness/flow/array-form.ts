import type { Exchange } from '../http/exchange.ts';
import type { Id } from '../model/requirement.ts';
import type { Verdict } from '../model/verdict.ts';
import type { CheckLog } from './check-log.ts';
import type { FlowContext, Refusal, RefusedPair } from './context.ts';
import type { Flow } from './flow.ts';
import { FlowEnd } from './flow-end.ts';
import type { Memory, Session } from './session.ts';

/** Verdicts on which others hang. */
const BLOCKING: readonly Verdict[] = ['fail', 'inconclusive', 'error'];

/** What the body of a flow works with that has no table of dependencies. */
export interface OldContext extends Omit<FlowContext, 'refuses' | 'refused'>, OldVerbs {
  refuses<Given>(id: Id, refusal: Refusal<Given>): Promise<Exchange>;
  refused(id: Id, pair: RefusedPair): void;
}

/** The verbs by which such a flow says what depends on what. */
export interface OldVerbs {
  /** Declares ids not applicable, by a fact of the target. */
  skip(ids: readonly Id[], fact: string): void;
  /** Whether ids cannot be judged because an earlier finding stands in the way; says so of each. */
  hangs(ids: readonly Id[], on: Id): boolean;
  /** Says that ids could not be judged, and why. */
  undecided(ids: readonly Id[], message: string, blockedBy?: Id): void;
}

/** The verbs of a flow without a table, writing to a log. */
export function oldVerbsWith(log: CheckLog, memory: Memory): OldVerbs {
  const verbs: OldVerbs = {
    skip(ids, skipFact) {
      for (const id of ids) log.record(id, 'skip', [], { skipFact });
    },
    hangs(ids, on) {
      const known = memory.verdicts.get(on);
      if (known?.verdict === 'skip') verbs.skip(ids, known.fact ?? on);
      else if (known && BLOCKING.includes(known.verdict)) verbs.undecided(ids, `${on} is ${known.verdict}`, on);
      else return false;
      return true;
    },
    undecided(ids, message, blockedBy) {
      for (const id of ids) log.record(id, 'inconclusive', [], { message, blockedBy });
    },
  };
  return verbs;
}

/** Where an id that such a flow needs is known to be missing: the end of the flow, or the fact that skipped it. */
export function missingNeed({ needs }: Pick<Flow, 'needs'>, { memory }: Session): string | undefined {
  for (const id of needs) {
    const known = memory.verdicts.get(id);
    if (known?.verdict === 'skip') return known.fact;
    if (known && BLOCKING.includes(known.verdict)) throw new FlowEnd(id, `${id} is ${known.verdict}`);
  }
  return undefined;
}
