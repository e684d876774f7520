import { given, type Matcher, notApplicable, undecided } from '../harness/checks/matchers.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import { type Exchange, statusOf } from '../harness/http/exchange.ts';
import { flow } from './client-app.ts';
import { holdingAny, logInWithChain } from './client-chain.ts';
import { bringsSecret, hasNoSecret, namesClient, sendsCredentialsInForm } from './client-credentials.ts';
import { LOGS_IN } from './client-ids.ts';
import { BUSY_MS, LATER, LENGTH, short } from './client-lifetime.ts';
import { formIn, hasParameter, postsTo, rule, sendsForm } from './client-matchers.ts';
import { holds, type TokenResponse } from './client-realm.ts';
import { callsNoApi, refreshesNone } from './client-tokens.ts';

const REFRESHES = 'sipgate.client.refreshes';
const POST = 'sipgate.client.refresh-post';
const FORM = 'sipgate.client.refresh-form';
const TOKEN = 'sipgate.client.refresh-token';
const NEW_ACCESS = 'sipgate.client.new-access-token';
const NEWEST = 'sipgate.client.newest-refresh-token';

/** Seconds that other access tokens are said to live. */
const USUAL = 300;

export const refresh = flow(
  'the application refreshes its access token when it has expired',
  {
    endpoint: 'refresh',
    judges: {
      [REFRESHES]: [LOGS_IN],
      ...each([POST, NEW_ACCESS, NEWEST], [where(REFRESHES)]),
      'sipgate.client.refresh-when-due': [where(REFRESHES), NEW_ACCESS, NEWEST],
      'sipgate.client.refresh-once': [where(REFRESHES), NEWEST],
      [FORM]: [POST],
      'sipgate.client.credentials-in-form': [FORM, 'sipgate.client.refresh-client-secret'],
      ...each(
        ['client-id', 'client-secret', 'grant-type', 'token'].map((name) => `sipgate.client.refresh-${name}`),
        [FORM],
      ),
    },
    facts: { 'sipgate.client.refresh-client-secret': hasNoSecret },
    skipFact: callsNoApi,
  },
  async ({ app, check, note, wait }) => {
    const since = await app.mark();
    const chain = await logInWithChain(app, { length: LENGTH, change: short });
    const { links, visitor } = chain;
    const [due, ...later] = links as [TokenResponse, ...TokenResponse[]];
    const use = () => app.open(visitor, app.resourceUrl ?? '/');
    const refreshesSince = async (mark: number) => holdingAny(await app.sentToTokenEndpoint(mark), links);

    const early = await refreshesSince(since);
    await chain.expireUpTo(chain.newestAfter(early));
    await wait(LATER);
    const refreshing = await use();

    const newest = chain.newestAfter(await refreshesSince(since));
    await chain.expireUpTo(newest);
    await wait(LATER);
    const next = links[newest + 1];
    const response = next && { status: 200, body: { ...next, expires_in: USUAL } };
    await chain.answerRefresh(newest, { delayMs: BUSY_MS, ...response });
    const beforeBoth = await app.mark();
    const both = await Promise.all([use(), use()]);

    const afterBoth = await app.mark();
    const used = await use();

    const refreshes = await refreshesSince(since);
    const needless = await refreshesSince(afterBoth);
    const atOnce = await refreshesSince(beforeBoth);
    const calls = await app.sent(
      'elsewhere',
      since,
      links.map(({ access_token }) => access_token),
    );
    note([...refreshes, ...calls]);
    const [first, second] = refreshes;

    check(REFRESHES, first ? [refreshing.last, first] : refreshing.last, () => ({
      ok: first !== undefined,
      expected: 'a refresh of the expired token',
      actual: first ? 'a refresh' : 'no request to the token endpoint',
    }));
    const call = first ?? { nothing: 'there was no refresh', blockedBy: REFRESHES };
    check(POST, call, postsTo(app.tokenUrl));
    check(FORM, call, sendsForm);
    check('sipgate.client.refresh-client-id', call, namesClient(app.client));
    check('sipgate.client.refresh-client-secret', call, bringsSecret(app.client));
    check('sipgate.client.credentials-in-form', call, sendsCredentialsInForm(app.client));
    check('sipgate.client.refresh-grant-type', call, hasParameter(formIn, 'grant_type', 'refresh_token'));
    check(TOKEN, call, hasParameter(formIn, 'refresh_token', due.refresh_token));

    const isRefresh = () => first !== undefined && holds(first, due.refresh_token);
    const withNew = calls.find((one) => later.some(({ access_token }) => holds(one, access_token)));
    const usesNew = rule('the resource is called with the new access token', () => ({
      ok: withNew !== undefined,
      actual: withNew ? 'the new one' : 'not the new one',
    }));
    check(NEW_ACCESS, withNew ?? refreshing.last, given(isRefresh, TOKEN, usesNew));

    /** Judges what comes after a first refresh. An application that refreshes in its callback alone need not do so again. */
    const again = (matcher: Matcher) =>
      given(isRefresh, TOKEN, (exchange, all) => {
        if (second) return matcher(exchange, all);
        if (early.length > 0) return notApplicable('the application refreshes at the login alone');
        return undecided('the second time the access token had expired it was not refreshed', NEWEST);
      });
    const isAgain = second !== undefined || early.length > 0;
    check(NEWEST, second ?? refreshing.last, isAgain ? again(spendsNone(due)) : given(isRefresh, TOKEN, keptNone));
    check('sipgate.client.refresh-when-due', [...needless, used.last], again(refreshesNone(needless)));
    const shown = [...atOnce, ...both.map(({ last }) => last)];
    check('sipgate.client.refresh-once', shown, again(spendsEachOnce(atOnce, links)));
  },
);

/** Once is no accident: who refreshed when the token had expired has kept nothing to do so again. */
const keptNone = rule('the refresh token of the last response', () => ({ ok: false, actual: 'no second refresh' }));

const spendsNone = ({ refresh_token }: TokenResponse) =>
  rule('the refresh token of the last response', (exchange) => {
    const isOld = holds(exchange, refresh_token);
    return { ok: !isOld, actual: isOld ? 'an older one' : 'that one' };
  });

const spendsEachOnce = (refreshes: readonly Exchange[], links: readonly TokenResponse[]) =>
  rule('one refresh for two calls at the same time', () => {
    const times = links.map(({ refresh_token }) => refreshes.filter((one) => holds(one, refresh_token)).length);
    return { ok: Math.max(...times) <= 1, actual: `${refreshes.length} refreshes` };
  });

export const refusedRefresh = flow(
  'the application accepts that a refresh is refused',
  {
    endpoint: 'refresh',
    judges: { 'sipgate.client.refresh-refusal-accepted': [where(REFRESHES)] },
    skipFact: callsNoApi,
  },
  async ({ app, check, note, wait }) => {
    const { links, visitor, ...chain } = await logInWithChain(app, { length: 2, change: short });
    const refusal = { status: 400, body: { error: 'invalid_grant', error_description: 'Token is not active' } };
    for (const link of links.keys()) await chain.answerRefresh(link, refusal);
    await chain.expireUpTo(links.length - 1);
    const ended = await app.mark();
    await wait(LATER);
    const turnedAway = await app.open(visitor, app.resourceUrl ?? '/');
    await app.open(visitor, app.resourceUrl ?? '/');
    const tries = holdingAny(await app.sentToTokenEndpoint(ended), links);
    note(tries);

    const status = statusOf(turnedAway.last) ?? 500;
    check('sipgate.client.refresh-refusal-accepted', [...tries, turnedAway.last], () =>
      tries.length === 0
        ? notApplicable('the application tried no refresh')
        : {
            ok: tries.length <= 2 && status < 500,
            expected: 'one try a call, and a response below 500',
            actual: `${tries.length} tries in two calls, status ${status}`,
          },
    );
  },
);
