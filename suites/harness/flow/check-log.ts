import type { Finding } from '../checks/matchers.ts';
import type { Exchange } from '../http/exchange.ts';
import { type Check, type Verdict, verdictWhenBroken } from '../model/verdict.ts';
import type { Flow } from './flow.ts';
import { remember, type Session } from './session.ts';

/** The checks of one flow as they are made. */
export interface CheckLog {
  readonly checks: readonly Check[];
  /** Every exchange of the flow, in order; checks name them by position. */
  readonly exchanges: Exchange[];
  /** Throws for an id that the flow does not declare, and once the log is closed. */
  record(id: string, verdict: Verdict, seen: readonly Exchange[], more?: Partial<Check>): void;
  /** Records what a judge found, with the verdict that the requirement's level and basis give; says whether it is kept. */
  recordFinding(id: string, finding: Finding, seen: readonly Exchange[]): boolean;
  /** Whether breaking a requirement is no more than a warning. */
  isAdvice(id: string): boolean;
  /** Declared ids without a check. */
  open(): string[];
  /** From now on nothing is judged. */
  close(): void;
}

/** An empty log of a flow. */
export function openCheckLog({ title, role, judges }: Flow<never>, session: Session): CheckLog {
  const checks: Check[] = [];
  const exchanges: Exchange[] = [];
  let lastCheckAt = performance.now();
  let closed = false;

  const log: CheckLog = {
    checks,
    exchanges,
    record(id, verdict, seen, more = {}) {
      if (closed) throw new Error(`The flow "${title}" judges ${id} after its end.`);
      if (!judges.includes(id)) throw new Error(`The flow "${title}" judges ${id}, which it does not declare.`);
      const now = performance.now();
      const check: Check = {
        id,
        role,
        flow: title,
        verdict,
        ...more,
        exchanges: seen.map((exchange) => exchanges.indexOf(exchange)).filter((index) => index >= 0),
        durationMs: now - lastCheckAt,
      };
      lastCheckAt = now;
      checks.push(check);
      remember(session.memory, check);
    },
    recordFinding(id, { ok, expected, actual }, seen) {
      const requirement = session.requirements.get(id);
      if (!requirement) throw new Error(`There is no requirement ${id}.`);
      log.record(id, ok ? 'pass' : verdictWhenBroken(requirement, session.gate), seen, { expected, actual });
      return ok;
    },
    isAdvice(id) {
      const requirement = session.requirements.get(id);
      return requirement !== undefined && verdictWhenBroken(requirement, session.gate) === 'warn';
    },
    open() {
      const judged = new Set(checks.map((check) => check.id));
      return judges.filter((id) => !judged.has(id));
    },
    close() {
      closed = true;
    },
  };
  return log;
}
