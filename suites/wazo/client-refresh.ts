import { randomUUID } from 'node:crypto';
import { orNothing } from '../harness/checks/seen.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import { type Exchange, textOf } from '../harness/http/exchange.ts';
import { bodyOf, pathOf } from '../harness/http/sent.ts';
import { flow, noTrigger } from './client-app.ts';
import {
  BASIC,
  CLIENT_ID,
  ENDPOINT,
  HAS_CLIENT_ID,
  HAS_TOKEN,
  LOGS_IN,
  NOT_AS_ACCESS,
  OFFLINE,
  REFRESHES,
} from './client-ids.ts';
import { loggedIn, refreshed } from './client-logged-in.ts';
import { callsWith, sendsJson } from './client-login.ts';
import { hasPassword, isTokenRequest, opensNothingWith } from './client-requests.ts';

const TYPE = 'wazo.client.refresh-content-type';
const NO_PASSWORD = 'wazo.client.refresh-without-password';
const NEW_TOKEN = 'wazo.client.new-token-used';
const KEPT = 'wazo.client.refresh-token-kept';
const NOT_REFRESHED = 'wazo.client.access-token-not-refreshed';

export const refresh = flow(
  'the application refreshes an access token that has expired',
  {
    endpoint: 'refresh',
    judges: {
      [REFRESHES]: [...LOGS_IN, BASIC, OFFLINE],
      ...each([ENDPOINT, HAS_TOKEN], [where(REFRESHES)]),
      [TYPE]: [ENDPOINT],
      [HAS_CLIENT_ID]: [ENDPOINT, CLIENT_ID],
      [NO_PASSWORD]: [ENDPOINT],
      [NEW_TOKEN]: [ENDPOINT, HAS_TOKEN],
      [KEPT]: [NEW_TOKEN],
      ...each([NOT_AS_ACCESS, NOT_REFRESHED], [...LOGS_IN, BASIC, OFFLINE]),
    },
    skipFact: noTrigger,
  },
  async ({ app, check }) => {
    const { session, data } = await loggedIn(app, { request_token: randomUUID() });
    const [second, third] = [await refreshed(app, session), await refreshed(app, session)];
    await app.answersRefresh(data.refresh_token, second.response, 1);
    await app.answersRefresh(data.refresh_token, third.response);
    await app.fire('call', session);
    for (const token of [data.token, second.token]) {
      await app.expire(token);
      await app.fire('call', session);
    }
    const sent = await app.sent(session, 8);
    const given = [data.token, second.token, third.token];
    const asked = ({ refresh_token }: Readonly<Record<string, unknown>>) => given.includes(String(refresh_token));
    const refreshes = sent.refreshes.filter((one) => !asked(bodyOf(one)));
    const [first] = refreshes;

    const beside = sent.logins.slice(1);
    check(REFRESHES, orNothing(sent.all, 'nothing came from the application'), () => ({
      ok: first !== undefined && beside.length === 0,
      expected: 'a refresh of the expired token, and no second login',
      actual: beside.length > 0 ? 'a login by user name and password' : first ? 'a refresh' : 'neither',
    }));
    const seen = orNothing(first, 'there was no refresh', REFRESHES);
    check(ENDPOINT, seen, (exchange) => ({
      ok: isTokenRequest(exchange),
      expected: 'POST /api/auth/0.1/token',
      actual: `${exchange.request.method} ${pathOf(exchange)}`,
    }));
    check(TYPE, seen, sendsJson);
    check(HAS_TOKEN, seen, hasMember('refresh_token', data.refresh_token));
    check(HAS_CLIENT_ID, seen, hasMember('client_id', sent.logins[0] && bodyOf(sent.logins[0]).client_id));
    check(NO_PASSWORD, seen, (exchange) => ({
      ok: !hasPassword(exchange, session),
      expected: 'neither user name nor password',
      actual: hasPassword(exchange, session) ? 'the password' : 'neither',
    }));
    check(NEW_TOKEN, seen, callsWith(sent.calls, second.token));
    const again = refreshes.slice(1).filter((one) => textOf(one.request.body).includes(data.refresh_token));
    check(KEPT, seen, () => ({
      ok: again.length > 0,
      expected: 'the same refresh token at the next refresh',
      actual: again.length > 0 ? 'that one' : `${refreshes.length - 1} further refreshes, none with it`,
    }));

    check(
      NOT_AS_ACCESS,
      orNothing(sent.all, 'nothing came from the application'),
      opensNothingWith(data.refresh_token),
    );
    const asRefresh = sent.refreshes.find((one) => asked(bodyOf(one)));
    check(NOT_REFRESHED, orNothing(sent.all, 'nothing came from the application'), () => ({
      ok: !asRefresh,
      expected: 'no access token as refresh_token',
      actual: asRefresh ? 'an access token' : 'none',
    }));
  },
);

const hasMember = (name: string, wanted: unknown) => (exchange: Exchange) => {
  const value = bodyOf(exchange)[name];
  return { ok: value === wanted, expected: `${name} ${wanted}`, actual: JSON.stringify(value) ?? 'none' };
};
