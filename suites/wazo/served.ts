import { isAbsent, type One } from '../harness/checks/seen.ts';
import { type Exchange, statusOf, succeeded, summaryOf } from '../harness/http/exchange.ts';

/** What the target answered; where it serves no such thing, that fact. */
export function ifServed(exchange: Exchange, what: string): One {
  const isMissing = [404, 405, 501].includes(statusOf(exchange) ?? 0);
  return isMissing ? { notApplicable: `there is no ${what} (${summaryOf(exchange)})` } : exchange;
}

/** A list that the user may read; a refusal says that it is not for them, an error or silence says nothing. */
export function ifReadable(list: Exchange, what: string): One {
  if (succeeded(list)) return list;
  if ((statusOf(list) ?? 500) >= 500) return { nothing: summaryOf(list) };
  return { notApplicable: `wazo.user may not list ${what} (${summaryOf(list)})` };
}

/** Sends what follows an exchange; nothing where that is absent. */
export async function following(first: One, send: () => Promise<One>): Promise<One> {
  return isAbsent(first) ? first : send();
}

/** A deletion; where the target lets its users make none, that fact. */
export function ifDeletable(deletion: Exchange): One {
  if (succeeded(deletion)) return deletion;
  if (![401, 403, 404, 405, 501].includes(statusOf(deletion) ?? 0)) {
    return { nothing: `the refresh token was not deleted (${summaryOf(deletion)})` };
  }
  return {
    notApplicable: `wazo.user cannot delete its refresh token by DELETE /users/me/tokens/{client_id} (${summaryOf(deletion)}), and the document names no other way`,
  };
}
