import { createCookieJar } from '../harness/browser/cookies.ts';
import { type Matcher, notApplicable } from '../harness/checks/matchers.ts';
import { type Exchange, summaryOf } from '../harness/http/exchange.ts';
import type { Visitor } from './client-visitor.ts';

type Cookie = ReturnType<Visitor['jar']['held']>[number];

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

/** With the cookies of before the login nobody is logged in. */
export const areRenewed = (cookies: readonly Cookie[], loggedIn: Matcher): Matcher =>
  carried(cookies, (exchange: Exchange) => {
    const { ok } = loggedIn(exchange);
    const actual = ok ? 'somebody logged in' : summaryOf(exchange);
    return { ok: !ok, expected: 'nobody logged in with the cookies of before the login', actual };
  });
