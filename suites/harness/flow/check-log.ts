import type { Finding } from '../checks/matchers.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Id } from '../model/requirement.ts';
import { type Check, type Verdict, verdictWhenBroken } from '../model/verdict.ts';
import type { Flow } from './flow.ts';
import { remember, type Session, type Standing } from './session.ts';

/** The checks of one flow as they are made. */
export interface CheckLog {
  readonly checks: readonly Check[];
  /** Every exchange of the flow, in order; checks name them by position. */
  readonly exchanges: Exchange[];
  /** Throws for an id that the flow does not declare, and once the log is closed. Nothing is blocked by a verdict that is not `skip`, `inconclusive` or `error`. */
  record(id: Id, verdict: Verdict, seen: readonly Exchange[], more?: Partial<Check>): void;
  /** Records what a matcher found, with the verdict that the requirement's level and basis give; says whether it is kept. */
  recordFinding(id: Id, finding: Finding, seen: readonly Exchange[]): boolean;
  /** Whether breaking a requirement is no more than a warning. */
  isAdvice(id: Id): boolean;
  /** Whether there is a check of the id. */
  isJudged(id: Id): boolean;
  /** Declared ids without a check. */
  open(): Id[];
  /** From now on nothing is judged. */
  close(): void;
}

/** An empty log of a flow. */
export function openCheckLog({ title, role, judges }: Flow<never>, session: Session): CheckLog {
  const checks: Check[] = [];
  const exchanges: Exchange[] = [];
  const judged = new Set<Id>();
  let lastCheckAt = performance.now();
  let closed = false;

  function write(check: Pick<Check, 'id' | 'verdict'> & Partial<Check>, seen: readonly Exchange[], standing: Standing) {
    const { id } = check;
    if (closed) throw new Error(`The flow "${title}" judges ${id} after its end.`);
    if (!judges.includes(id)) throw new Error(`The flow "${title}" judges ${id}, which it does not declare.`);
    const now = performance.now();
    const whole: Check = {
      role,
      flow: title,
      ...check,
      exchanges: seen.map((exchange) => exchanges.indexOf(exchange)).filter((index) => index >= 0),
      durationMs: now - lastCheckAt,
    };
    lastCheckAt = now;
    checks.push(whole);
    judged.add(id);
    remember(session.memory, whole, standing);
  }

  const log: CheckLog = {
    checks,
    exchanges,
    record(id, verdict, seen, more = {}) {
      write({ id, verdict, ...more }, seen, standingOf(verdict, more.skipFact));
    },
    recordFinding(id, { ok, expected, actual, verdict, blockedBy }, seen) {
      const requirement = session.requirements.get(id);
      if (!requirement) throw new Error(`There is no requirement ${id}.`);
      if (verdict === 'skip') log.record(id, verdict, seen, { skipFact: actual });
      else if (verdict === 'inconclusive') log.record(id, verdict, seen, { message: actual, blockedBy });
      else if (ok) log.record(id, 'pass', seen, { expected, actual });
      else {
        const broken = verdictWhenBroken(requirement, session.gate);
        write({ id, verdict: broken, expected, actual }, seen, { is: 'broken', seen: actual });
      }
      return ok;
    },
    isAdvice(id) {
      const requirement = session.requirements.get(id);
      return requirement !== undefined && verdictWhenBroken(requirement, session.gate) === 'warn';
    },
    isJudged: (id) => judged.has(id),
    open: () => judges.filter((id) => !judged.has(id)),
    close() {
      closed = true;
    },
  };
  return log;
}

function standingOf(verdict: Verdict, fact = ''): Standing {
  if (verdict === 'skip') return { is: 'not applicable', fact };
  return { is: verdict === 'inconclusive' || verdict === 'error' ? 'undecided' : 'kept' };
}
