import { contract } from '../harness/checks/contract.js';
import { succeeds } from '../harness/checks/matchers.js';
import { succeeded, valueAt } from '../harness/http/exchange.js';
import { flow, isEmptySuccess, issuesToken, without } from './api.js';
import { JWT, LOGIN, TOKEN } from './ids.js';
const RESET = 'reset_signature_secret';
const CLAIMS = 'kazoo.vendor.token-claims';
const SETTLE_TRIES = 50;
async function sessionOf(kazoo, extract, user) {
    const login = await kazoo.login(user);
    const token = extract(login, '/auth_token', LOGIN);
    const account = extract(login, '/data/account_id', LOGIN);
    const owner = extract(login, '/data/owner_id', LOGIN);
    return { token, account, owner, control: await kazoo.useToken(token) };
}
/** Uses a token that a reset is to have ended: a cluster takes some seconds until all of it knows. */
async function useWhenEnded(kazoo, token, patient) {
    for (let tried = 1;; tried += 1) {
        const used = await kazoo.useToken(token);
        if (!patient || !succeeded(used) || tried === SETTLE_TRIES)
            return used;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
}
const USER_IDS = [
    'kazoo.user-reset.by-the-user',
    'kazoo.user-reset.empty-success',
    ...contract('kazoo/envelope-response').ids,
    'kazoo.user-reset.ends-tokens',
    'kazoo.refresh.fails-after-reset',
    'kazoo.user-reset.login-again',
];
export const userReset = flow("a reset of a user's secret ends the user's tokens", {
    endpoint: 'token',
    needs: [...TOKEN, JWT, CLAIMS, 'kazoo.refresh.new-token'],
    judges: USER_IDS,
    skipFact: without('destructive'),
}, async ({ kazoo, check, conforms, hangs, movableClock, refused, extract }) => {
    const { token, account, owner, control } = await sessionOf(kazoo, extract, kazoo.user);
    const another = await sessionOf(kazoo, extract, kazoo.user);
    const refreshed = await kazoo.refresh(another.token);
    const reset = await kazoo.act(`/accounts/${account}/users/${owner}/auth`, token, RESET);
    const [by, empty, ...rest] = USER_IDS;
    check(by, reset, succeeds);
    if (hangs([empty, ...rest], by))
        return;
    check(empty, reset, isEmptySuccess);
    conforms('kazoo/envelope-response', reset, by);
    const used = await useWhenEnded(kazoo, token, !movableClock);
    refused('kazoo.user-reset.ends-tokens', { control, refused: used, accepted: succeeds });
    const late = await kazoo.refresh(token);
    refused('kazoo.refresh.fails-after-reset', { control: refreshed, refused: late, accepted: issuesToken });
    await checkLogin(kazoo, check, 'kazoo.user-reset.login-again', reset);
});
async function checkLogin(kazoo, check, id, reset, user = kazoo.user) {
    const again = await kazoo.login(user);
    const token = valueAt(again, '/auth_token');
    check(id, [reset, again, await kazoo.useToken(typeof token === 'string' ? token : undefined)], succeeds);
}
const BY_ADMIN = 'kazoo.user-reset.by-an-administrator';
const SPARES = 'kazoo.vendor.user-reset-spares-others';
export const resetByAdministrator = flow("an administrator resets a user's secret, and nobody else's", {
    endpoint: 'token',
    needs: [...TOKEN, CLAIMS, 'kazoo.user-reset.login-again'],
    judges: [BY_ADMIN, SPARES],
    skipFact: without('destructive', 'admin'),
}, async ({ kazoo, check, hangs, extract }) => {
    const user = await sessionOf(kazoo, extract, kazoo.user);
    const admin = await sessionOf(kazoo, extract, kazoo.admin);
    const reset = await kazoo.act(`/accounts/${user.account}/users/${user.owner}/auth`, admin.token, RESET);
    check(BY_ADMIN, reset, succeeds);
    if (!hangs([SPARES], BY_ADMIN))
        check(SPARES, [reset, await kazoo.useToken(admin.token)], succeeds);
});
const NOT_OTHER = 'kazoo.user-reset.not-by-another-user';
const NOT_ELSEWHERE = 'kazoo.user-reset.not-from-another-account';
export const resetByStrangers = flow("strangers cannot reset a user's secret", {
    endpoint: 'token',
    needs: [...TOKEN, CLAIMS, 'kazoo.user-reset.by-the-user', 'kazoo.user-reset.login-again', SPARES],
    judges: [NOT_OTHER, NOT_ELSEWHERE],
    skipFact: without('destructive', 'ownAccounts', 'otherUser', 'otherAdmin'),
}, async ({ kazoo, refused, extract }) => {
    const user = await sessionOf(kazoo, extract, kazoo.user);
    const path = `/accounts/${user.account}/users/${user.owner}/auth`;
    const strangers = { [NOT_OTHER]: kazoo.otherUser, [NOT_ELSEWHERE]: kazoo.otherAdmin };
    const responses = [];
    for (const [id, stranger] of Object.entries(strangers)) {
        const { token } = await sessionOf(kazoo, extract, stranger);
        responses.push([id, await kazoo.act(path, token, RESET)]);
    }
    const own = await sessionOf(kazoo, extract, kazoo.user);
    const control = await kazoo.act(path, own.token, RESET);
    for (const [id, response] of responses)
        refused(id, { control, refused: response, accepted: succeeds });
});
const ACCOUNT = 'kazoo.account-reset.by-an-administrator';
const ACCOUNT_EMPTY = 'kazoo.account-reset.empty-success';
const ACCOUNT_SPARES = 'kazoo.vendor.account-reset-spares-users';
export const accountReset = flow("an administrator resets the account's secret", {
    endpoint: 'token',
    needs: [...TOKEN, CLAIMS, 'kazoo.user-reset.login-again'],
    judges: [ACCOUNT, ACCOUNT_EMPTY, ACCOUNT_SPARES],
    skipFact: without('destructive', 'admin'),
}, async ({ kazoo, check, hangs, extract }) => {
    const user = await sessionOf(kazoo, extract, kazoo.user);
    const admin = await sessionOf(kazoo, extract, kazoo.admin);
    const reset = await kazoo.act(`/accounts/${user.account}/auth`, admin.token, RESET);
    check(ACCOUNT, reset, succeeds);
    if (hangs([ACCOUNT_EMPTY, ACCOUNT_SPARES], ACCOUNT))
        return;
    check(ACCOUNT_EMPTY, reset, isEmptySuccess);
    check(ACCOUNT_SPARES, [reset, await kazoo.useToken(user.token)], succeeds);
});
const API_TOKENS = 'kazoo.vendor.account-reset-ends-api-tokens';
export const accountResetOfApiTokens = flow("a reset of the account's secret ends the tokens of its API key", {
    endpoint: 'token',
    needs: [...TOKEN, CLAIMS, ACCOUNT, 'kazoo.vendor.api-login'],
    judges: [API_TOKENS],
    skipFact: without('destructive', 'admin', 'apiKey'),
}, async ({ kazoo, movableClock, refused, extract }) => {
    const api = await kazoo.apiLogin(kazoo.apiKey ?? '');
    const token = extract(api, '/auth_token', 'kazoo.vendor.api-login');
    const control = await kazoo.useToken(token);
    const admin = await sessionOf(kazoo, extract, kazoo.admin);
    await kazoo.act(`/accounts/${admin.account}/auth`, admin.token, RESET);
    refused(API_TOKENS, { control, refused: await useWhenEnded(kazoo, token, !movableClock), accepted: succeeds });
});
const BY_USER = 'kazoo.practice.account-reset-by-administrators';
export const accountResetByUser = flow("a user who is not an administrator cannot reset the account's secret", {
    endpoint: 'token',
    needs: [...TOKEN, CLAIMS, ACCOUNT],
    judges: [BY_USER],
    skipFact: without('destructive', 'ownAccounts', 'admin'),
}, async ({ kazoo, refused, extract }) => {
    const user = await sessionOf(kazoo, extract, kazoo.user);
    const admin = await sessionOf(kazoo, extract, kazoo.admin);
    const path = `/accounts/${user.account}/auth`;
    const tried = await kazoo.act(path, user.token, RESET);
    refused(BY_USER, { control: await kazoo.act(path, admin.token, RESET), refused: tried, accepted: succeeds });
});
const CHANGED = 'kazoo.provider.changed-by-super-duper-only';
export const providerChange = flow('only a super duper administrator changes a provider', {
    endpoint: 'sso-callback',
    needs: [...TOKEN, 'kazoo.provider.get', 'kazoo.provider.data'],
    judges: [CHANGED],
    skipFact: without('destructive', 'ownAccounts', 'sso', 'superDuper', 'admin'),
}, async ({ kazoo, refused, extract }) => {
    const path = `/auth/providers/${kazoo.sso?.provider}`;
    const root = extract(await kazoo.login(kazoo.superDuper), '/auth_token', LOGIN);
    const admin = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const { id: _, ...data } = valueAt(await kazoo.call('GET', path, { token: root }), '/data');
    // The document is written as it is, so that nothing changes where this is allowed.
    const change = (token) => kazoo.call('POST', path, { token, body: { data } });
    refused(CHANGED, { control: await change(root), refused: await change(admin), accepted: succeeds });
});
const DELETED = 'kazoo.provider.deleted-by-super-duper-only';
export const providerDeletion = flow('only a super duper administrator deletes a provider', {
    endpoint: 'sso-callback',
    needs: [...TOKEN, 'kazoo.provider.get'],
    judges: [DELETED],
    skipFact: without('destructive', 'ownAccounts', 'admin', 'expendableProvider'),
}, async ({ kazoo, refused, extract }) => {
    const path = `/auth/providers/${kazoo.expendableProvider}`;
    const token = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const control = await kazoo.call('GET', path, { token });
    refused(DELETED, { control, refused: await kazoo.call('DELETE', path, { token }), accepted: succeeds });
});
//# sourceMappingURL=resets.js.map