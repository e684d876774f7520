import { type Contract, contract as contractNamed } from '../checks/contract.ts';
import { answerOf, type Exchange, jsonOf, statusOf, succeeded, summaryOf, valueAt } from '../http/exchange.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Ledger } from './check-log.ts';
import type { Story } from './context.ts';
import { FlowEnd } from './flow-end.ts';
import type { Memory } from './session.ts';

/** Verdicts on which others hang. */
export const BLOCKING: readonly Verdict[] = ['fail', 'inconclusive', 'error'];

/** The verbs of a story that judge. */
export type Judging = Omit<Story, 'pass' | 'movableClock' | 'cleanUp'>;

export interface JudgingParts {
  readonly ledger: Ledger;
  readonly memory: Memory;
  /** Ids of contracts, which stay open where nothing they apply to was there. */
  readonly mayStayOpen: Set<string>;
  /** Sends something that is wrong on purpose. */
  malformed<Result>(send: () => Promise<Result>): Promise<Result>;
}

/** The verbs of a story that judge, writing to a ledger. */
export function judgingWith({ ledger, memory, mayStayOpen, malformed }: JudgingParts): Judging {
  const story: Judging = {
    check(id, seen, judge) {
      const list = [seen].flat() as Exchange[];
      const silent = list.find((exchange) => !answerOf(exchange));
      const last = list.at(-1);
      if (silent || !last) {
        ledger.record(id, 'inconclusive', list, { message: silent ? summaryOf(silent) : 'no exchange was made' });
        return false;
      }
      return ledger.recordFinding(id, judge(last), list);
    },
    conforms(name, exchange, hangsOn, isFor = succeeded) {
      const contract = contractNamed(name);
      for (const id of contract.ids) mayStayOpen.add(id);
      if (!isFor(exchange)) {
        story.undecided(contract.ids, summaryOf(exchange), hangsOn);
        return;
      }
      const body = jsonOf(exchange);
      for (const { id, hungOn, ...finding } of 'value' in body ? contract.judge(body.value) : noJson(contract, body)) {
        if (hungOn && ledger.isAdvice(hungOn))
          ledger.record(id, 'skip', [exchange], { skipFact: `${hungOn} is not kept` });
        else if (hungOn) ledger.record(id, 'inconclusive', [exchange], { hungOn, message: finding.actual });
        else ledger.recordFinding(id, finding, [exchange]);
      }
    },
    take(exchange, pointer, id) {
      const value = valueAt(exchange, pointer);
      if (succeeded(exchange) && typeof value === 'string' && value !== '' && value.isWellFormed()) return value;
      throw new FlowEnd(id, `${summaryOf(exchange)} (nothing to take at ${pointer})`);
    },
    async refuses(id, { given, alter, send, accepted, detail }) {
      const control = await send(await given());
      if (!answerOf(control) || !accepted(control).ok) {
        story.refused(id, { control, refused: control, accepted, detail });
        return control;
      }
      const altered = await alter(await given());
      const refused = await malformed(() => send(altered));
      story.refused(id, { control, refused, accepted, detail });
      return refused;
    },
    refused(id, { control, refused, accepted, detail = {} }) {
      const seen = control === refused ? [control] : [control, refused];
      const ids = [id, ...Object.keys(detail)];
      const unjudged = (message: string) =>
        ids.forEach((one) => void ledger.record(one, 'inconclusive', seen, { message }));
      if (!answerOf(control) || !accepted(control).ok) {
        unjudged(
          `the same request without the fault was not accepted either, so a refusal proves nothing: ${summaryOf(control)}`,
        );
        return;
      }
      if (refused.failure?.kind === 'throttled') {
        unjudged(summaryOf(refused));
        return;
      }
      const { ok, expected } = accepted(refused);
      const finding = { ok: !ok, expected: `a refusal: not ${expected}`, actual: summaryOf(refused) };
      if (ok || (statusOf(refused) ?? 500) < 500) ledger.recordFinding(id, finding, seen);
      else
        ledger.record(id, 'warn', seen, {
          expected: finding.expected,
          actual: finding.actual,
          message: 'not accepted, but not refused in order either',
        });
      for (const [one, judge] of Object.entries(detail)) {
        if (ok) ledger.record(one, 'inconclusive', seen, { hungOn: id, message: 'there was no refusal to look at' });
        else story.check(one, seen, judge);
      }
    },
    observe(id, seen, what) {
      ledger.record(id, 'info', [seen].flat() as Exchange[], { message: what });
    },
    skip(ids, skipFact) {
      for (const id of ids) ledger.record(id, 'skip', [], { skipFact });
    },
    hangs(ids, on) {
      const known = memory.verdicts.get(on);
      if (known?.verdict === 'skip') story.skip(ids, known.fact ?? on);
      else if (known && BLOCKING.includes(known.verdict)) story.undecided(ids, `${on} is ${known.verdict}`, on);
      else return false;
      return true;
    },
    undecided(ids, message, hungOn) {
      for (const id of ids) ledger.record(id, 'inconclusive', [], { message, hungOn });
    },
  };
  return story;
}

function noJson({ ids }: Contract, { problem }: { problem: string }) {
  const [first, ...others] = ids;
  if (first === undefined) return [];
  const broken = { id: first, ok: false, expected: 'a JSON object', actual: problem, hungOn: undefined };
  return [broken, ...others.map((id) => ({ ...broken, id, actual: problem, hungOn: first }))];
}
