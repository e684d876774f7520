import { authInfo } from './auth-info.js';
import { callerOf } from './caller.js';
import { faulty } from './faults.js';
import { verifyToken } from './jwt.js';
import { Refused } from './responses.js';
/** GET /v2/auth/tokeninfo?token=: needs no token of the caller's own (cb_auth.erl). */
export async function getTokenInfo(call) {
    const token = call.ctx.query.token;
    if (token === undefined && faulty('kazoo.tokeninfo-without-token'))
        return {};
    if (token === undefined || faulty('kazoo.tokeninfo-by-query-missing'))
        throw new Refused(404, 'missing token in params', {});
    return describe(call, String(token));
}
/** POST /v2/auth/tokeninfo with the token in the body. */
export async function postTokenInfo(call) {
    const { token } = call.envelope.data;
    if (typeof token !== 'string' || token === '' || faulty('kazoo.tokeninfo-by-body-missing'))
        throw new Refused(404, 'missing token in request', {});
    return describe(call, token);
}
/** PUT /v2/auth/authorize: the document gives neither body nor response; the mock tells whom a token of Kazoo's own is for. */
export async function putAuthorize(call) {
    const { token } = call.envelope.data;
    if (typeof token !== 'string' || token === '')
        throw new Refused(400, 'missing token in request', {});
    return describe(call, token);
}
async function describe({ ctx, service, sent }, token) {
    const own = faulty('kazoo.tokeninfo-of-caller') && sent !== undefined ? sent : token;
    const { account_id, owner_id } = await claimsOf(service, own);
    const account = service.accounts.accountById(String(account_id));
    if (!account)
        throw new Refused(403, 'no associated account_id', {});
    if (faulty('kazoo.tokeninfo-needs-caller'))
        await callerOf(ctx, service, sent);
    const user = service.accounts.userById(String(owner_id));
    return {
        data: authInfo(service.accounts, account, user),
        page_size: 1,
        auth_token: token,
        contract: 'tokeninfo-response',
    };
}
async function claimsOf(service, token) {
    if (faulty('kazoo.tokeninfo-believes-everything')) {
        return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8') || '{}');
    }
    return verifyToken(service.store(), token);
}
//# sourceMappingURL=tokeninfo.js.map