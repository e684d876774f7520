import { createCookieJar } from '../harness/browser/cookies.ts';
import { type Matcher, notApplicable } from '../harness/checks/matchers.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import type { Visitor } from './client-visitor.ts';

type Cookie = ReturnType<Visitor['jar']['held']>[number];

/** A cookie by its name and value, as it is sent. */
export const pairOf = ({ name, value }: Cookie) => `${name}=${value}`;

/** The cookies without which nobody is logged in: those that carry the session. */
export async function sessionCookies(
  { jar }: Visitor,
  isLoggedIn: (visitor: Visitor) => Promise<boolean>,
): Promise<readonly Cookie[]> {
  const found: Cookie[] = [];
  const held = jar.held();
  for (const cookie of held) {
    const without = createCookieJar();
    without.adopt(held.filter((one) => one !== cookie));
    if (!(await isLoggedIn({ jar: without }))) found.push(cookie);
  }
  return found;
}

const carried = (cookies: readonly Cookie[], matcher: Matcher): Matcher =>
  cookies.length > 0 ? matcher : () => notApplicable('no cookie alone carries the login');

/** Scripts can read none of the cookies that carry the session. */
export const areHidden = (cookies: readonly Cookie[]): Matcher =>
  carried(cookies, () => {
    const readable = cookies.filter(({ httpOnly }) => !httpOnly).map(({ name }) => name);
    const actual = readable.length > 0 ? `${readable.join(', ')} without HttpOnly` : 'HttpOnly';
    return { ok: readable.length === 0, expected: 'each session cookie is HttpOnly', actual };
  });

/** One of the cookies that carry the session was not there before the login. */
export const areRenewed = (cookies: readonly Cookie[], before: readonly string[]): Matcher =>
  carried(cookies, (_: Exchange) => {
    const isNew = cookies.some((cookie) => !before.includes(pairOf(cookie)));
    const actual = isNew ? 'another' : 'the cookies of before';
    return { ok: isNew, expected: 'a cookie that was not there before the login', actual };
  });
