import type { Attempt } from '../checks/attempts.ts';
import type { Finding, Matcher } from '../checks/matchers.ts';
import type { One } from '../checks/seen.ts';
import { type Exchange, isUnjudged, responseOf, summaryOf } from '../http/exchange.ts';
import type { Id } from '../model/requirement.ts';
import type { Refusal } from './context.ts';
import { isCrash, toldOfCrash } from './crash.ts';
import type { Judging } from './judging.ts';
import { controlRefused, NO_REFUSAL } from './refusal-words.ts';
import type { Sending } from './sending.ts';

/** After how many attempts the plain request is sent again: below the limits at which accounts are commonly locked. */
const ATTEMPTS_BETWEEN_CONTROLS = 2;

interface Made {
  readonly name: string;
  readonly exchange: Exchange;
}

/** A refusal whose differences are a table. */
export interface TableRefusal<Given> extends Omit<Refusal<Given>, 'alter' | 'unless'> {
  readonly alter: readonly Attempt<Given>[];
}

/**
 * Sends every attempt of a table, with the plain request before, between and after them, and judges them together.
 * What came after the last plain request that was accepted proves nothing: a target may lock accounts or limit rates.
 */
export async function refusesTable<Given>(
  judging: Judging,
  { malformed, attempts }: Sending,
  id: Id,
  { given, alter: table, send, accepted, detail = {} }: TableRefusal<Given>,
): Promise<One> {
  const alter = spread(table, attempts);
  const isAccepted = (exchange: Exchange) => responseOf(exchange) !== undefined && accepted(exchange).ok;
  const controls = [await send(await given())];
  const proved: Made[] = [];
  let unproved: Made[] = [];
  for (let at = 0; at < alter.length && isAccepted(last(controls)); at += ATTEMPTS_BETWEEN_CONTROLS) {
    for (const { name, alter: change } of alter.slice(at, at + ATTEMPTS_BETWEEN_CONTROLS)) {
      const altered = await change(await given());
      unproved.push({ name, exchange: await malformed(() => send(altered)) });
    }
    controls.push(await send(await given()));
    if (!isAccepted(last(controls))) break;
    proved.push(...unproved);
    unproved = [];
  }
  const made = [...proved, ...unproved];
  const control = last(controls);
  const judged = { made, proved, unproved, controls, accepted, isAccepted };
  judgeEffect(judging, id, judged);
  judgeDetail(judging, id, detail, judged);
  return made[0]?.exchange ?? control;
}

/** So many items of a list at most: its first, its last, and what lies evenly between them. */
function spread<Item>(list: readonly Item[], most: number): readonly Item[] {
  if (list.length <= most) return list;
  const between = (list.length - 1) / Math.max(1, most - 1);
  return list.filter((_, at) => Math.round(Math.round(at / between) * between) === at);
}

interface Attempted {
  readonly made: readonly Made[];
  /** Attempts with an accepted plain request before and after them. */
  readonly proved: readonly Made[];
  readonly unproved: readonly Made[];
  readonly controls: readonly Exchange[];
  readonly accepted: Matcher;
  isAccepted(exchange: Exchange): boolean;
}

function judgeEffect({ log }: Judging, id: Id, attempted: Attempted): void {
  const { made, proved, unproved, controls, accepted, isAccepted } = attempted;
  const first = controls.slice(0, 1);
  const seen = (some: readonly Made[]) => [...first, ...some.map(({ exchange }) => exchange)];
  const expected = `a refusal of each: not ${accepted(last(controls)).expected}`;

  const taken = made.filter(({ exchange }) => isAccepted(exchange));
  if (taken.length > 0) {
    const actual = `accepted ${taken.map(({ name }) => name).join('; ')}: ${summaryOf(last(taken).exchange)}`;
    log.recordFinding(id, { ok: false, expected, actual }, seen(taken));
    return;
  }
  if (!isAccepted(last(controls))) {
    const message =
      made.length === 0
        ? controlRefused(last(controls))
        : `after ${made.length} attempts the request without the fault is not accepted any more, so refusals prove nothing: ${summaryOf(last(controls))}`;
    log.record(id, 'inconclusive', [...seen(unproved), last(controls)], { message });
    return;
  }
  const unjudged = proved.find(({ exchange }) => isUnjudged(exchange));
  if (unjudged) {
    log.record(id, 'inconclusive', seen([unjudged]), { message: summaryOf(unjudged.exchange) });
    return;
  }
  const crashed = proved.filter(({ exchange }) => isCrash(exchange));
  if (crashed.length > 0) {
    const actual = `${crashed.map(({ name }) => name).join('; ')}: ${summaryOf(last(crashed).exchange)}`;
    log.record(id, 'warn', seen(crashed), toldOfCrash(expected, actual));
    return;
  }
  const actual = `refused ${proved.map(({ name }) => name).join('; ')}`;
  log.recordFinding(id, { ok: true, expected, actual }, seen(proved));
}

function judgeDetail({ log, isBlocked, judge }: Judging, id: Id, detail: object, attempted: Attempted): void {
  const { proved, controls, isAccepted } = attempted;
  const refused = proved.filter(({ exchange }) => !isAccepted(exchange) && responseOf(exchange));
  for (const [one, matcher] of Object.entries(detail) as [Id, Matcher | undefined][]) {
    if (!matcher || isBlocked(one)) continue;
    if (refused.length === 0) {
      log.record(one, 'inconclusive', controls, { blockedBy: id, message: NO_REFUSAL });
      continue;
    }
    const findings = refused.map(({ name, exchange }) => ({ name, exchange, finding: matcher(exchange) }));
    const broken = findings.filter(({ finding }) => !finding.ok);
    const odd = broken[0] ?? last(findings);
    judge(one, [...controls.slice(0, 1), odd.exchange], () => told(odd, broken.length, findings.length));
  }
}

/** A finding with the attempt that it is about, and of how many. */
function told({ name, finding }: { name: string; finding: Finding }, broken: number, all: number): Finding {
  if (finding.ok || finding.verdict) return finding;
  return { ...finding, actual: `${name}: ${finding.actual} (${broken} of ${all} refusals)` };
}

function last<Item>(list: readonly Item[]): Item {
  const item = list.at(-1);
  if (item === undefined) throw new Error('There is nothing to look at.');
  return item;
}
