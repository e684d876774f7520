import { equals, type Matcher, undecided } from '../harness/checks/matchers.ts';
import { type Exchange, valueAt } from '../harness/http/exchange.ts';

/** Seconds between two members of `data` that are times without a zone; `undefined` where one of them is no such time. */
function secondsBetween(exchange: Exchange, from: string, to: string): number | undefined {
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

/** So many seconds lie between two members of `data` that are times. */
export function apart(from: string, to: string, seconds: number): Matcher {
  return (login) => {
    const actual = secondsBetween(login, from, to);
    if (actual === undefined) return noTimes(from, to);
    return equals(`seconds from ${from} to ${to}:`, seconds, actual)(login);
  };
}

/** The token ends after it was issued. */
export const lives: Matcher = (login) => {
  const seconds = lifetimeOf(login);
  if (seconds === undefined) return noTimes('issued_at', 'expires_at');
  const actual = `${seconds} s from issued_at to expires_at`;
  return { ok: seconds > 0, expected: 'expires_at after issued_at', actual };
};

function noTimes(from: string, to: string) {
  return undecided(`${from} or ${to} is not a time`, `wazo.vendor.${to.replaceAll('_', '-')}-shape`);
}
