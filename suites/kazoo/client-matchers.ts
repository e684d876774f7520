import type { Matcher } from '../harness/checks/matchers.ts';
import { notApplicable } from '../harness/checks/matchers.ts';
import { type Absent, orNothing } from '../harness/checks/seen.ts';
import type { Checking } from '../harness/flow/context.ts';
import { type Exchange, textOf, valueAt } from '../harness/http/exchange.ts';
import { bodyOf, pathOf, tokenIn } from '../harness/http/sent.ts';
import type { Sent } from './client-app.ts';
import { ENVELOPE, NOT_IN_URL, PREFIX } from './client-ids.ts';
import { allNamed, dataOf, isObject, named, pathBelow } from './client-requests.ts';
import type { Session } from './client-session.ts';

/** Judges what holds of all requests: version, envelope, nothing secret in a URL. */
export function judgeEach({ check }: Pick<Checking, 'check'>, session: Session, { all, of }: Sent, said: string): void {
  const seen = orNothing(all, `nothing came from the application; ${said}`);
  const elsewhere = all.find((one) => !pathOf(one).startsWith('/v2/'));
  check(PREFIX, seen, () => ({
    ok: !elsewhere,
    expected: 'paths below /v2',
    actual: elsewhere ? named(elsewhere) : 'such paths alone',
  }));
  const needing = [...of('login'), ...of('callback'), ...of('action')];
  const bodies = all.filter((one) => needing.includes(one) || textOf(one.request.body).trim() !== '');
  const bare = bodies.find((one) => one.request.method !== 'GET' && !isObject(bodyOf(one).data));
  check(ENVELOPE, bodies.length > 0 ? bodies : { notApplicable: 'the application sent no body' }, () => ({
    ok: !bare,
    expected: 'a JSON object with an object data',
    actual: bare ? textOf(bare.request.body).slice(0, 200) || `no body of ${named(bare)}` : 'such bodies alone',
  }));
  const secrets = [session.password, ...session.known];
  const telling = all.find(
    (one) => !/\/auth\/tokeninfo\/?$/.test(pathBelow(one)) && secrets.some((text) => one.request.url.includes(text)),
  );
  check(NOT_IN_URL, seen, () => ({
    ok: !telling,
    expected: 'no URL with a token, a code or the password',
    actual: telling ? telling.request.url : 'none',
  }));
}

/** Calls of a user, where a response among others has let them in with the token; otherwise why there are none. */
export function letIn(
  others: readonly Exchange[],
  token: string,
  calls: readonly Exchange[],
): readonly Exchange[] | Absent {
  const isIn = others.some((one) => valueAt(one, '/auth_token') === token);
  return isIn
    ? orNothing(calls, `no call came, but ${allNamed(others)}`)
    : { nothing: `no login was answered with the token, of ${allNamed(others)}` };
}

/** Each of the requests has exactly this token. */
export const haveToken =
  (token: string): Matcher =>
  (exchange, all = [exchange]) => {
    const other = all.find((call) => tokenIn(call) !== token);
    return {
      ok: !other,
      expected: `X-Auth-Token: ${token} in each call`,
      actual: other ? (tokenIn(other) ?? `no X-Auth-Token in ${named(other)}`) : token,
    };
  };

/** One of these requests has this token. */
export function someHasToken(calls: readonly Exchange[], token: string): Matcher {
  const actual = calls.map((call) => tokenIn(call) ?? 'a call without a token').join(', ') || 'no call';
  return () => ({
    ok: calls.some((call) => tokenIn(call) === token),
    expected: `a call with the token ${token}`,
    actual,
  });
}

/** The request is made by this method, to such a path below its version. */
export function goesTo(method: string, path: RegExp, expected: string): Matcher {
  return (exchange) => ({
    ok: exchange.request.method === method && path.test(pathBelow(exchange)),
    expected: `${method} ${expected}`,
    actual: named(exchange),
  });
}

/** A member of `data` is a string that is not empty; where a text is given, this one. */
export function hasText(name: string, wanted?: string): Matcher {
  return (exchange) => {
    const value = dataOf(exchange)[name];
    return {
      ok: typeof value === 'string' && value !== '' && (wanted === undefined || value === wanted),
      expected: `data.${name}, ${wanted === undefined ? 'a string that is not empty' : JSON.stringify(wanted)}`,
      actual: JSON.stringify(value) ?? 'none',
    };
  };
}

/** A member of `data` is a string where it is there. */
export function mayBeText(name: string): Matcher {
  return (exchange) => {
    const value = dataOf(exchange)[name];
    if (value === undefined) return notApplicable(`the application sends no ${name}`);
    return { ok: typeof value === 'string', expected: `data.${name}, a string`, actual: JSON.stringify(value) };
  };
}
