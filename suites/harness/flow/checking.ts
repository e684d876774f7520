import type { Matcher } from '../checks/matchers.ts';
import { exchangesOf, isAbsent, type Seen } from '../checks/seen.ts';
import { succeeded, summaryOf, valueAt } from '../http/exchange.ts';
import type { Id } from '../model/requirement.ts';
import { conformsWith } from './conforming.ts';
import type { Checking } from './context.ts';
import { FlowEnd } from './flow-end.ts';
import type { Judging } from './judging.ts';
import { refusingWith } from './refusing.ts';
import type { Sending } from './sending.ts';

export interface CheckingParts extends Sending {
  /** Ids of contracts, which stay open where nothing they apply to was there. */
  readonly mayStayOpen: Set<Id>;
}

/** The verbs of a context that judge. */
export function checkingWith(judging: Judging, parts: CheckingParts): Checking {
  const { log, isBlocked, close, judge } = judging;

  function check(id: Id, seen: Seen, matcher: Matcher): boolean;
  function check(id: Id, send: () => Promise<Seen>, matcher: Matcher): Promise<boolean>;
  function check(id: Id, seen: Seen | (() => Promise<Seen>), matcher: Matcher): boolean | Promise<boolean> {
    if (typeof seen !== 'function') return !isBlocked(id) && judge(id, seen, matcher);
    const send = async () => !isBlocked(id) && judge(id, await seen(), matcher);
    return parts.pending(id, send());
  }

  return {
    check,
    conforms: conformsWith(judging, parts.mayStayOpen),
    ...refusingWith(judging, parts),
    extract(seen, pointer, id) {
      if (isAbsent(seen)) {
        if ('notApplicable' in seen) throw new FlowEnd(id, seen.notApplicable);
        throw new FlowEnd(seen.blockedBy ?? id, seen.nothing);
      }
      const value = valueAt(seen, pointer);
      if (succeeded(seen) && typeof value === 'string' && value !== '' && value.isWellFormed()) return value;
      throw new FlowEnd(id, `${summaryOf(seen)} (nothing to take at ${pointer})`);
    },
    observe(id, seen, what) {
      if (isBlocked(id)) return;
      const list = exchangesOf(seen);
      if ('nothing' in list || 'notApplicable' in list) close(id, list);
      else log.record(id, 'info', list, { message: what });
    },
  };
}
