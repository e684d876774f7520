import type { Requirement } from '../../suites/harness/model/requirement.ts';
import { type Check, type Verdict, verdictWhenBroken, worst } from '../../suites/harness/model/verdict.ts';
import { groupBy } from './group.ts';

/** A fault as the proof sees it. */
export interface Fault {
  readonly id: string;
  readonly system: string;
  readonly breaks: readonly string[];
}

/** What the suites made of a target with one fault. */
export interface Outcome {
  readonly id: string;
  readonly system: string;
  readonly breaks: readonly string[];
  /** Every requirement that it breaks ended `fail`, or `warn` where that is the worst it can be. */
  readonly killed: boolean;
  /** Those that did not, with the verdict they had instead. */
  readonly survived: readonly string[];
  /** Requirements that it does not break, but which ended `fail`, `warn` or `error`. */
  readonly wronglyKilled: readonly string[];
  /** Requirements that could not be judged or did not apply, with what they are blocked by or the fact that was seen. */
  readonly blocked: Readonly<Record<string, string>>;
  /** What came of the first try, where that was not as it should be and the fault was tried once more, alone. */
  readonly firstTry?: Pick<Outcome, 'survived' | 'wronglyKilled'>;
  /** Some exchange got no response in time: a busy machine may have been why. */
  readonly timedOut: boolean;
  /** The flows that were tried, by title. */
  readonly flows: readonly string[];
}

/** Each requirement's verdict: the worst of its checks. */
export function verdictsOf(checks: readonly Check[]): ReadonlyMap<string, Verdict> {
  const byId = groupBy(checks, (check) => check.id);
  return new Map([...byId].map(([id, list]) => [id, worst(list.map(({ verdict }) => verdict)) ?? 'error']));
}

/** Compares what the suites found under a fault with what the fault breaks. */
export function judgeFault(
  { id, system, breaks }: Fault,
  checks: readonly Check[],
  requirements: ReadonlyMap<string, Requirement>,
  flows: readonly string[],
): Outcome {
  const verdicts = verdictsOf(checks);
  const survived = breaks
    .filter((broken) => !isKilled(verdicts.get(broken), requirements.get(broken)))
    .map((broken) => `${broken} (${verdicts.get(broken) ?? 'not judged'})`);
  const wronglyKilled = [...verdicts]
    .filter(([judged, verdict]) => ['fail', 'warn', 'error'].includes(verdict) && !breaks.includes(judged))
    .map(([judged, verdict]) => `${judged} (${verdict})`);
  const killed = survived.length === 0 && breaks.length > 0;
  const timedOut = checks.some(hasTimedOut);
  return { id, system, breaks, killed, survived, wronglyKilled, blocked: blockedOf(checks, verdicts), timedOut, flows };
}

function hasTimedOut({ actual, message, blockedBy }: Check): boolean {
  return /no complete response within|took longer than|\.reachable/.test([actual, message, blockedBy].join(' '));
}

/** Whether all that a fault breaks was found, and nothing else. */
export function isAsItShouldBe({ killed, wronglyKilled }: Pick<Outcome, 'killed' | 'wronglyKilled'>): boolean {
  return killed && wronglyKilled.length === 0;
}

function blockedOf(checks: readonly Check[], verdicts: ReadonlyMap<string, Verdict>): Record<string, string> {
  const blocked = checks.filter(
    ({ id, verdict }) => ['inconclusive', 'skip'].includes(verdict) && verdict === verdicts.get(id),
  );
  return Object.fromEntries(
    blocked.reverse().map(({ id, blockedBy, skipFact }) => [id, blockedBy ?? skipFact ?? 'nothing that was judged']),
  );
}

function isKilled(verdict: Verdict | undefined, requirement: Requirement | undefined): boolean {
  if (!requirement) return false;
  return verdict === verdictWhenBroken(requirement, ['document']);
}
