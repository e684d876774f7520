import { flow, holds } from './client-app.js';
import { BEARER, ID, LOGIN_WORKS, LOGS_IN, REFRESH_FORM, REFRESH_POST, REFRESHES } from './client-ids.js';
import { formIn, hasParameter, postsTo, rule, sendsForm } from './client-matchers.js';
const URL_FREE = ID('token-not-in-url');
const WHEN_DUE = ID('refresh-when-due');
const PARAMETERS = ['client-id', 'client-secret', 'token', 'grant-type'].map((name) => ID(`refresh-${name}`));
const NEW_ACCESS = ID('new-access-token');
const NEWEST = ID('newest-refresh-token');
const ONCE = ID('refresh-once');
const ACCEPTED = ID('refresh-refusal-accepted');
/** Seconds that short-lived access tokens are said to live, and that are let go by. */
const LIFETIME = 2;
const LATER = 3;
const BUSY_MS = 150;
export const tokens = flow('the application uses its access token, and refreshes it when it has expired', {
    endpoint: 'refresh',
    needs: LOGIN_WORKS,
    judges: [
        BEARER,
        URL_FREE,
        WHEN_DUE,
        REFRESHES,
        REFRESH_POST,
        REFRESH_FORM,
        ...PARAMETERS,
        NEW_ACCESS,
        NEWEST,
        ONCE,
        ACCEPTED,
    ],
    skipFact: ({ app }) => (app.resourceUrl === undefined ? 'sipgate.app.resourceUrl is not set' : undefined),
}, async ({ app, check, note, wait, undecided }) => {
    const since = await app.mark();
    const page = app.resourceUrl ?? '/';
    async function loggedInWith(change) {
        const login = await app.upToCallback();
        const response = change(await app.genuine(login));
        const disarm = await app.answering(login.code, { status: 200, body: response });
        await app.deliver(login.visitor, login.callback);
        await disarm();
        return { visitor: login.visitor, response, probe: await app.probe(login.visitor) };
    }
    const short = (response) => ({ ...response, expires_in: LIFETIME });
    const use = (visitor) => app.open(visitor, page);
    const fresh = await loggedInWith((response) => response);
    const due = await loggedInWith(short);
    const ended = await loggedInWith(short);
    if (![fresh, due, ended].every(({ probe }) => app.loggedIn(probe).ok)) {
        const all = [BEARER, URL_FREE, WHEN_DUE, REFRESHES, REFRESH_POST, REFRESH_FORM, ...PARAMETERS];
        return undecided([...all, NEW_ACCESS, NEWEST, ONCE, ACCEPTED], 'nobody was logged in', LOGS_IN);
    }
    const used = await use(fresh.visitor);
    const second = short(await app.refreshed(due.response.refresh_token));
    const disarmSecond = await app.answering(due.response.refresh_token, { status: 200, body: second });
    await app.expire(due.response.access_token);
    await app.revoke(ended.response.refresh_token);
    await app.expire(ended.response.access_token);
    await wait(LATER);
    const refreshing = await use(due.visitor);
    await disarmSecond();
    const turnedAway = await use(ended.visitor);
    await use(ended.visitor);
    await app.expire(second.access_token);
    await wait(LATER);
    const disarmBusy = await app.answering(second.refresh_token, { delayMs: BUSY_MS }, 2);
    const last = await Promise.all([use(due.visitor), use(due.visitor)]);
    await disarmBusy();
    const ours = [fresh.response, due.response, second, ended.response];
    const access = ours.map(({ access_token }) => access_token);
    const texts = [...access, ...ours.map(({ refresh_token }) => refresh_token)];
    const refreshes = (await app.sent('realm', since, texts)).filter(({ request }) => request.url.includes('/token'));
    const calls = await app.sent('elsewhere', since, access);
    note([...refreshes, ...calls]);
    const asks = (list, { access_token, refresh_token }) => list.filter((one) => holds(one, access_token) || holds(one, refresh_token));
    judgeCalls();
    const first = asks(refreshes, due.response)[0];
    check(REFRESHES, first ? [refreshing.last, first] : refreshing.last, rule('a refresh of the expired token', () => ({
        ok: first !== undefined,
        actual: first ? 'a refresh' : 'no request to the token endpoint',
    })));
    if (first)
        judgeRefreshes(first);
    else {
        const rest = [REFRESH_POST, REFRESH_FORM, ...PARAMETERS, NEW_ACCESS, NEWEST, ONCE, ACCEPTED];
        undecided(rest, 'there was no refresh', REFRESHES);
    }
    function judgeCalls() {
        const [call = used.last] = calls;
        const bearer = rule('Authorization: Bearer with the access token', ({ request }) => {
            const value = request.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
            const [scheme = '', token = ''] = value.split(' ');
            const isOurs = access.includes(token);
            const actual = value === '' ? 'no Authorization' : `${scheme}${isOurs ? ' with the access token' : ''}`;
            return { ok: scheme.toLowerCase() === 'bearer' && isOurs, actual };
        });
        const isSent = check(BEARER, call, bearer);
        const inUrl = calls.find(({ request }) => access.some((token) => request.url.includes(token)));
        if (calls.length === 0)
            undecided([URL_FREE], 'no request brought an access token', BEARER);
        else {
            check(URL_FREE, inUrl ?? call, rule('no access token in the URL', () => ({
                ok: !inUrl,
                actual: inUrl ? 'the access token is there' : 'none',
            })));
        }
        if (!isSent) {
            undecided([WHEN_DUE], 'the access token was not used', BEARER);
            return;
        }
        const early = asks(refreshes, fresh.response);
        check(WHEN_DUE, [...early, used.last], rule('no refresh of a token that has not expired', () => ({
            ok: early.length === 0,
            actual: `${early.length} refreshes`,
        })));
    }
    function judgeRefreshes(seen) {
        if (!check(REFRESH_POST, seen, postsTo(app.tokenUrl))) {
            undecided([REFRESH_FORM, ...PARAMETERS], 'there was no POST', REFRESH_POST);
        }
        else if (!check(REFRESH_FORM, seen, sendsForm)) {
            undecided(PARAMETERS, 'there was no form', REFRESH_FORM);
        }
        else {
            const { client } = app;
            check(ID('refresh-client-id'), seen, hasParameter(formIn, 'client_id', client.id));
            check(ID('refresh-client-secret'), seen, hasParameter(formIn, 'client_secret', client.secret));
            check(ID('refresh-grant-type'), seen, hasParameter(formIn, 'grant_type', 'refresh_token'));
            check(ID('refresh-token'), seen, hasParameter(formIn, 'refresh_token', due.response.refresh_token));
        }
        if (!holds(seen, due.response.refresh_token)) {
            undecided([NEW_ACCESS, NEWEST, ONCE, ACCEPTED], 'no refresh token was sent', ID('refresh-token'));
        }
        else
            judgeAfterwards(seen);
    }
    function judgeAfterwards(seen) {
        const withNew = calls.find((call) => holds(call, second.access_token));
        check(NEW_ACCESS, withNew ?? refreshing.last, rule('the resource is called with the new access token', () => ({
            ok: withNew !== undefined,
            actual: withNew ? 'the new one' : 'not the new one',
        })));
        const later = refreshes.filter((one) => one !== seen && (holds(one, second.refresh_token) || holds(one, due.response.refresh_token)));
        const newest = later.filter((one) => holds(one, second.refresh_token));
        const [afterwards] = later;
        if (!afterwards)
            undecided([NEWEST], 'there was no second refresh', REFRESHES);
        else {
            check(NEWEST, afterwards, rule('the refresh token of the last response', () => ({
                ok: afterwards === newest[0],
                actual: afterwards === newest[0] ? 'that one' : 'an older one',
            })));
        }
        if (newest.length === 0)
            undecided([ONCE], 'there was no second refresh with the newest token', NEWEST);
        else {
            check(ONCE, [...newest, ...last.map((walk) => walk.last)], rule('one refresh for two calls at the same time', () => ({
                ok: newest.length === 1,
                actual: `${newest.length} refreshes`,
            })));
        }
        const hopeless = asks(refreshes, ended.response);
        if (hopeless.length === 0) {
            undecided([ACCEPTED], 'the ended login was not refreshed', REFRESHES);
            return;
        }
        const status = turnedAway.last.response?.status ?? 500;
        check(ACCEPTED, [...hopeless, turnedAway.last], rule('one try a call, and a response below 500', () => ({
            ok: hopeless.length <= 2 && status < 500,
            actual: `${hopeless.length} tries in two calls, status ${status}`,
        })));
    }
});
//# sourceMappingURL=client-tokens.js.map