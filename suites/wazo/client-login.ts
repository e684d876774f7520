import type { Matcher } from '../harness/checks/matchers.ts';
import { notApplicable } from '../harness/checks/matchers.ts';
import { orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, mediaType, textOf } from '../harness/http/exchange.ts';
import { basicOf, bodyOf, pathOf, tokenIn } from '../harness/http/sent.ts';
import { flow, noTrigger } from './client-app.ts';
import { BASIC, CLIENT_ID, CREATES, IN_HEADER, OFFLINE } from './client-ids.ts';
import { isAboutToken, isTokenRequest } from './client-requests.ts';
import type { Session } from './client-session.ts';

const FIRST = 'wazo.client.authenticates-first';
const TYPE = 'wazo.client.content-type';
const OBJECT = 'wazo.client.json-object';
const NUMBER = 'wazo.client.expiration-number';
const SHORT = 'wazo.client.no-long-expiration';
const NOT_IN_URL = 'wazo.client.not-in-url';

/** The longest expiration that is not a "very very long" one: thirty days, in seconds. */
const LONG = 30 * 86_400;

export const login = flow(
  'the application logs in and uses its token',
  {
    endpoint: 'token',
    judges: {
      ...each([FIRST, CREATES]),
      ...each([TYPE, OBJECT, BASIC, NOT_IN_URL, IN_HEADER], [CREATES]),
      ...each([NUMBER, SHORT, OFFLINE], [OBJECT]),
      [CLIENT_ID]: [OFFLINE],
    },
    skipFact: noTrigger,
  },
  async ({ app, check }) => {
    const session = await app.newSession();
    const { token, ...data } = await app.newTokens(session);
    await app.answersLogin(session, { status: 200, body: { data: { ...data, token } } });
    const { said } = await app.fire('login', session);
    await app.fire('call', session);
    const sent = await app.sent(session, 2);

    const first = sent.all[0];
    check(FIRST, orNothing(first, `nothing came from the application; ${said}`), () => ({
      ok: first !== undefined && sent.logins.includes(first),
      expected: 'a login before anything else',
      actual: first ? `${first.request.method} ${pathOf(first)}` : 'nothing',
    }));
    const created = sent.logins.find(isTokenRequest);
    check(CREATES, orNothing(created ?? first, `nothing came from the application; ${said}`), () => ({
      ok: created !== undefined,
      expected: 'POST /api/auth/0.1/token with the user name and password',
      actual: sent.all.map((one) => `${one.request.method} ${pathOf(one)}`).join(', '),
    }));
    const seen = orNothing(created, 'there was no login', CREATES);
    check(TYPE, seen, sendsJson);
    check(OBJECT, seen, sendsObject);
    check(BASIC, seen, sendsCredentials(session));
    check(NUMBER, seen, (exchange) => {
      const { expiration } = bodyOf(exchange);
      if (expiration === undefined) return notApplicable('the application asks for no expiration');
      return { ok: typeof expiration === 'number', expected: 'a JSON number', actual: JSON.stringify(expiration) };
    });
    check(SHORT, seen, (exchange) => {
      const { expiration } = bodyOf(exchange);
      if (expiration === undefined) return notApplicable('the application asks for no expiration');
      return { ok: Number(expiration) <= LONG, expected: `at most ${LONG} seconds`, actual: String(expiration) };
    });
    check(OFFLINE, seen, (exchange) => {
      const { access_type } = bodyOf(exchange);
      if (access_type === undefined || access_type === 'online') {
        return notApplicable('the application asks for no refresh token');
      }
      return { ok: access_type === 'offline', expected: 'access_type "offline"', actual: JSON.stringify(access_type) };
    });
    check(CLIENT_ID, seen, (exchange) => {
      const { client_id } = bodyOf(exchange);
      const ok = typeof client_id === 'string' && client_id !== '';
      return { ok, expected: 'client_id, a text that is not empty', actual: JSON.stringify(client_id) ?? 'none' };
    });

    const after = created ? sent.all.indexOf(created) : 0;
    const calls = sent.calls.filter(
      (call) => sent.all.indexOf(call) > after && !isAboutToken(call) && !session.refresh.has(tokenIn(call) ?? ''),
    );
    check(IN_HEADER, orNothing(calls, 'no call came after the login', CREATES), () => {
      const other = calls.find((call) => !session.access.has(tokenIn(call) ?? ''));
      const actual = other ? (tokenIn(other) ?? 'no X-Auth-Token') : token;
      return { ok: !other, expected: `X-Auth-Token: ${token} in each call`, actual };
    });
    check(NOT_IN_URL, sent.all, () => {
      const secrets = [...session.access, ...session.refresh, session.password];
      const others = sent.all.filter((one) => !isAboutToken(one));
      const telling = others.find(({ request }) => secrets.some((text) => request.url.includes(text)));
      const actual = telling ? telling.request.url : 'none';
      return { ok: !telling, expected: 'no URL with a token or the password', actual };
    });
  },
);

/** User name and password are sent as they were typed, where the document has them. */
export const sendsCredentials =
  ({ username, password }: Session): Matcher =>
  (exchange) => {
    const isBasic = basicOf(exchange) === `${username}:${password}`;
    const inBody = textOf(exchange.request.body).includes(password);
    return {
      ok: isBasic && !inBody,
      expected: 'the user name and password as HTTP Basic, to the last character, and not in the body',
      actual: isBasic ? 'also in the body' : inBody ? 'in the body' : 'other credentials or none',
    };
  };

/** The body is labelled as JSON. */
export const sendsJson: Matcher = ({ request }) => {
  const type = mediaType(request.headers);
  return { ok: type === 'application/json', expected: 'Content-Type: application/json', actual: type ?? 'none' };
};

const sendsObject: Matcher = (exchange: Exchange) => {
  const text = textOf(exchange.request.body);
  const ok = Object.keys(bodyOf(exchange)).length > 0 || /^\s*\{\s*\}\s*$/.test(text);
  return { ok, expected: 'a JSON object', actual: text.slice(0, 200) || 'no body' };
};

/** A call with this token came. */
export const callsWith = (calls: readonly Exchange[], token: string): Matcher => {
  const ok = calls.some((call) => tokenIn(call) === token);
  const actual = calls.map((call) => tokenIn(call) ?? 'a call without a token').join(', ') || 'no call';
  return () => ({ ok, expected: `a call with the token ${token}`, actual });
};
