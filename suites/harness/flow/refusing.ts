import { type Absent, isAbsent, type One } from '../checks/seen.ts';
import { isUnjudged, responseOf, summaryOf } from '../http/exchange.ts';
import type { Id } from '../model/requirement.ts';
import type { Checking, RefusedPair, UnsentPair } from './context.ts';
import { isCrash, toldOfCrash } from './crash.ts';
import type { Judging } from './judging.ts';
import { controlRefused, NO_REFUSAL } from './refusal-words.ts';
import { refusesTable } from './refusing-table.ts';
import type { Sending } from './sending.ts';

/** The verbs `refuses` and `refused`. */
export function refusingWith(judging: Judging, sending: Sending): Pick<Checking, 'refuses' | 'refused'> {
  const { log, blocking, isBlocked, close, judge } = judging;
  const { malformed, pending } = sending;

  /** Says of an id, and of the details of its refusal, that there is nothing to judge. */
  function closeAll(id: Id, detail: object, absent: Absent): Absent {
    close(id, absent);
    for (const one of Object.keys(detail)) close(one, blocking.known(one) ?? absent);
    return absent;
  }

  function judgePair(id: Id, { control, refused, accepted, detail = {} }: RefusedPair): One {
    const blocked = blocking.now(id);
    if (blocked) return closeAll(id, detail, blocked);
    if (isAbsent(control)) return closeAll(id, detail, control);
    if (isAbsent(refused)) return closeAll(id, detail, refused);

    const seen = control === refused ? [control] : [control, refused];
    const unjudged = (message: string): One => {
      log.record(id, 'inconclusive', seen, { message });
      for (const one of Object.keys(detail)) if (!isBlocked(one)) log.record(one, 'inconclusive', seen, { message });
      return refused;
    };
    if (!responseOf(control) || !accepted(control).ok) {
      return unjudged(controlRefused(control));
    }
    if (isUnjudged(refused)) return unjudged(summaryOf(refused));
    const { ok, expected } = accepted(refused);
    const finding = { ok: !ok, expected: `a refusal: not ${expected}`, actual: summaryOf(refused) };
    if (ok || !isCrash(refused)) log.recordFinding(id, finding, seen);
    else log.record(id, 'warn', seen, toldOfCrash(finding.expected, finding.actual));
    for (const [one, matcher] of Object.entries(detail)) {
      if (!matcher || isBlocked(one)) continue;
      if (ok) log.record(one, 'inconclusive', seen, { blockedBy: id, message: NO_REFUSAL });
      else judge(one, seen, matcher);
    }
    return refused;
  }

  async function sendPair(id: Id, { control, refused, ...how }: UnsentPair): Promise<One> {
    const blocked = blocking.now(id);
    if (blocked) return closeAll(id, how.detail ?? {}, blocked);
    const first = typeof control === 'function' ? await control() : control;
    const isAccepted = !isAbsent(first) && responseOf(first) && how.accepted(first).ok;
    return judgePair(id, { ...how, control: first, refused: isAccepted ? await refused() : first });
  }

  function refused(id: Id, pair: RefusedPair): One;
  function refused(id: Id, pair: UnsentPair): Promise<One>;
  function refused(id: Id, pair: RefusedPair | UnsentPair): One | Promise<One> {
    if (!isUnsent(pair)) return judgePair(id, pair);
    return pending(id, sendPair(id, { ...pair, refused: () => malformed(pair.refused) }));
  }

  return {
    refused,
    refuses(id, refusal) {
      const { unless, given, alter, send, accepted, detail } = refusal;
      if (typeof alter !== 'function') {
        const blocked = blocking.now(id) ?? unless;
        if (blocked) return Promise.resolve(closeAll(id, detail ?? {}, blocked));
        return pending(id, refusesTable(judging, sending, id, { ...refusal, alter }));
      }
      const pair: UnsentPair = {
        accepted,
        detail,
        control: unless ?? (async () => send(await given())),
        async refused() {
          const altered = await alter(await given());
          return malformed(() => send(altered));
        },
      };
      return pending(id, sendPair(id, pair));
    },
  };
}

function isUnsent(pair: RefusedPair | UnsentPair): pair is UnsentPair {
  return typeof pair.refused === 'function';
}
