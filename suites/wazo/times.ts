import { type Exchange, valueAt } from '../harness/http/exchange.ts';

/** Seconds between two members of `data` that are times without a zone; `undefined` where one of them is no such time. */
export function secondsBetween(exchange: Exchange, from: string, to: string): number | undefined {
  const [start, end] = [from, to].map((member) => momentOf(exchange, member));
  return start === undefined || end === undefined ? undefined : (end - start) / 1000;
}

/** expires_at − issued_at, in seconds: both are local times without a zone, so that only their difference means anything. */
export function lifetimeOf(login: Exchange): number | undefined {
  return secondsBetween(login, 'issued_at', 'expires_at');
}

/** A member of `data` read as a time in UTC, in milliseconds since the epoch. */
export function momentOf(exchange: Exchange, member: string): number | undefined {
  const moment = Date.parse(`${valueAt(exchange, `/data/${member}`)}Z`);
  return Number.isNaN(moment) ? undefined : moment;
}
