import type { Matcher } from '../checks/matchers.ts';
import { type Absent, exchangesOf, type Seen } from '../checks/seen.ts';
import { responseOf, summaryOf } from '../http/exchange.ts';
import type { Id } from '../model/requirement.ts';
import type { Blocking } from './blocking.ts';
import type { CheckLog } from './check-log.ts';

/** What the verbs judge with. */
export interface Judging {
  readonly log: CheckLog;
  readonly blocking: Blocking;
  /** Says of an id what keeps it from being judged, if anything does. */
  isBlocked(id: Id): boolean;
  /** Says of an id why there is nothing to judge. */
  close(id: Id, absent: Absent): void;
  /** Judges what was seen of an id that nothing blocks; nothing is judged of an exchange without a response. */
  judge(id: Id, seen: Seen, matcher: Matcher): boolean;
}

/** What the verbs judge with, writing to a log. */
export function judgingWith({ log, blocking }: Pick<Judging, 'log' | 'blocking'>): Judging {
  function close(id: Id, absent: Absent): void {
    if ('notApplicable' in absent) log.record(id, 'skip', [], { skipFact: absent.notApplicable });
    else log.record(id, 'inconclusive', [], { message: absent.nothing, blockedBy: absent.blockedBy });
  }

  return {
    log,
    blocking,
    close,
    isBlocked(id) {
      const absent = blocking.now(id);
      if (absent) close(id, absent);
      return absent !== undefined;
    },
    judge(id, seen, matcher) {
      const list = exchangesOf(seen);
      if ('nothing' in list || 'notApplicable' in list) {
        close(id, list);
        return false;
      }
      const last = list.at(-1);
      const silent = list.find((exchange) => !responseOf(exchange));
      if (last && !silent) return log.recordFinding(id, matcher(last, list), list);
      log.record(id, 'inconclusive', list, { message: silent ? summaryOf(silent) : 'no exchange was made' });
      return false;
    },
  };
}
