import { scene } from '../../frame/scene.js';
import { faulty } from './faults.js';
import { BadToken, verifyToken } from './jwt.js';
import { expiredToken, invalidCredentials } from './responses.js';
/** The token that came with a request: in X-Auth-Token, in the query or in the envelope (api_util.erl). */
export function sentToken(ctx, { authToken }) {
    return ctx.get('X-Auth-Token') || authToken || undefined;
}
/** Whom a request's token is for. Throws the 401 response for one that is missing, worthless or expired. */
export async function callerOf(ctx, service, token) {
    if (token === undefined || faulty('kazoo.token-refused')) {
        if (token === undefined && faulty('kazoo.anonymous-access') && ctx.method === 'GET')
            return anybody(service);
        throw invalidCredentials();
    }
    let claims;
    try {
        claims = await verifyToken(service.store(), token, passedOver(ctx));
    }
    catch (error) {
        if (faulty('kazoo.garbage-token-accepted') && !token.includes('.'))
            return anybody(service);
        throw refusalFor(error);
    }
    if (useless(claims))
        throw invalidCredentials();
    const unlinked = claims.account_id === undefined && claims.auth_id !== undefined;
    if (unlinked && faulty('kazoo.unlinked-token-works'))
        return anybody(service);
    const account = service.accounts.accountById(String(claims.account_id));
    const pinned = ctx.get('X-Auth-Account-ID');
    if (!account || (pinned && pinned !== account.id))
        throw invalidCredentials();
    const user = typeof claims.owner_id === 'string' ? service.accounts.userById(claims.owner_id) : undefined;
    return { account, user, token, claims };
}
/** What faults do not look at when a token is refreshed. */
function passedOver({ method, path }) {
    if (method !== 'PUT' || path !== '/v2/auth')
        return [];
    if (faulty('kazoo.refresh-of-expired'))
        return ['expiry'];
    return faulty('kazoo.refresh-after-reset') ? ['identity'] : [];
}
/** Good tokens that faults refuse. */
function useless({ method, auth_id, account_id }) {
    if (method !== 'cb_auth')
        return false;
    if (auth_id === undefined)
        return faulty('kazoo.refreshed-token-useless');
    return account_id !== undefined && faulty('kazoo.linked-token-useless');
}
function refusalFor(error) {
    if (!(error instanceof BadToken))
        throw error;
    const expired = error.message === 'token_expired' && !faulty('kazoo.unauthorized-status-403');
    return expired ? expiredToken() : invalidCredentials();
}
/** Whom faults take a stranger for. */
export function anybody({ accounts }) {
    const [user] = accounts.users;
    if (!user)
        throw new Error(`no user for ${scene().variant}`);
    return { account: accounts.accountOf(user), user, token: '', claims: {} };
}
/** A token of the master account's administrators may change the system. */
export function isSuperDuper({ account, user }) {
    return account.super_duper === true && user?.priv_level === 'admin';
}
/** Administrator of the account or of one above it. */
export function isAdminOf({ accounts }, { account, user }, accountId) {
    return user?.priv_level === 'admin' && accounts.isWithin(account, accountId);
}
//# sourceMappingURL=caller.js.map