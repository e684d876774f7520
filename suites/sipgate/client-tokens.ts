import type { Matcher } from '../harness/checks/matchers.ts';
import { orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { flow } from './client-app.ts';
import { holdingAny, logInWithChain } from './client-chain.ts';
import { LOGS_IN } from './client-ids.ts';
import { rule } from './client-matchers.ts';
import type { AppTarget } from './client-target.ts';

const BEARER = 'sipgate.client.bearer';

export const callsNoApi = ({ app }: AppTarget) =>
  app.resourceUrl === undefined ? 'sipgate.app.resourceUrl is not set' : undefined;

/** The request has Authorization: Bearer with one of the tokens. */
const bears = (tokens: readonly string[]): Matcher =>
  rule('Authorization: Bearer with the access token', ({ request }) => {
    const value = request.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
    const [scheme = '', token = ''] = value.split(' ');
    const isOurs = tokens.includes(token);
    const actual = value === '' ? 'no Authorization' : `${scheme}${isOurs ? ' with the access token' : ''}`;
    return { ok: scheme.toLowerCase() === 'bearer' && isOurs, actual };
  });

export const tokens = flow(
  'the application uses its access token',
  {
    endpoint: 'refresh',
    judges: {
      ...each([BEARER, 'sipgate.client.token-not-in-url'], [LOGS_IN]),
      'sipgate.client.refresh-when-due': [BEARER],
    },
    skipFact: callsNoApi,
  },
  async ({ app, check, note }) => {
    const since = await app.mark();
    const { visitor, probe, links } = await logInWithChain(app, { length: 2 });
    const used = await app.open(visitor, app.resourceUrl ?? '/');
    const access = links.map(({ access_token }) => access_token);
    const calls = await app.sent('elsewhere', since, access);
    const refreshes = holdingAny(await app.sentToTokenEndpoint(since), links);
    note([...calls, ...refreshes]);

    const isIn = app.loggedIn(probe).ok;
    const anonymous = isIn && calls.length === 0 ? await app.sentToApi(since) : [];
    note(anonymous);
    const made = isIn
      ? orNothing(calls[0] ?? anonymous[0], 'the application called no API', BEARER)
      : { nothing: 'nobody was logged in', blockedBy: LOGS_IN };
    check(BEARER, made, bears(access));
    check('sipgate.client.token-not-in-url', calls.length > 0 ? calls : made, keepsOutOfUrls(access));
    check('sipgate.client.refresh-when-due', [...refreshes, used.last], refreshesNone(refreshes));
  },
);

/** A token that has not expired is not refreshed. */
export const refreshesNone =
  (refreshes: readonly Exchange[]): Matcher =>
  () => ({
    ok: refreshes.length === 0,
    expected: 'no refresh of a token that has not expired',
    actual: `${refreshes.length} refreshes`,
  });

const keepsOutOfUrls =
  (tokens: readonly string[]): Matcher =>
  (call, all = [call]) => {
    const isThere = all.some(({ request }) => tokens.some((token) => request.url.includes(token)));
    const actual = isThere ? 'the access token is there' : 'none';
    return { ok: !isThere, expected: 'no access token in the URL', actual };
  };
