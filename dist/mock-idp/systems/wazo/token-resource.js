import { scene } from '../../frame/scene.js';
import { grants } from './acl.js';
import { ownerOf } from './create-token.js';
import { faulty } from './faults.js';
import { otherUser } from './login.js';
import { loadJson, repr } from './python.js';
import { plainError, sendJson, tokenError } from './responses.js';
import { dropAccess, dropRefresh, keepAccess, liveAccess, liveAccesses, revoked } from './store.js';
import { tokenData } from './token-data.js';
/** GET and HEAD /token/{token}: looks a token up; nobody has to be logged in for it. */
export function getToken(call) {
    const { ctx, service } = call;
    const token = tokenAt(call);
    checkQuery(call, token);
    if (ctx.method === 'HEAD') {
        ctx.status = faulty('wazo.head-token-200') ? 200 : 204;
        return;
    }
    const whole = { issuedAt: Math.floor(token.issuedAt / 1000) * 1000, expiresAt: token.expiresAt };
    const owner = ownerOf(service, token);
    const data = tokenData(token, owner, whole, service.accounts);
    if (faulty('wazo.get-token-of-another-user'))
        data.auth_id = otherUser(owner, service.accounts).uuid;
    if (faulty('wazo.get-token-shows-refresh-token') && token.refreshToken)
        data.refresh_token = token.refreshToken;
    if (faulty('wazo.get-token-without-token'))
        delete data.token;
    sendJson(ctx, { data });
}
/** DELETE /token/{token}: ends a token; says success whatever there was. */
export function deleteToken({ ctx, service, params }) {
    const store = service.store();
    const id = (params.token ?? '').toLowerCase();
    const token = store.access.get(id);
    if (!token && faulty('wazo.revoke-again-404'))
        throw noSuchToken();
    if (faulty('wazo.token-delete-ends-refresh-token'))
        dropRefresh(store, id);
    if (token?.refreshToken && faulty('wazo.revocation-ends-refresh-token'))
        dropRefresh(store, token.refreshToken);
    if (!faulty('wazo.revoked-token-works'))
        dropAccess(store, id);
    const remembered = faulty('wazo.get-revoked-token') || faulty('wazo.session-outlives-token');
    if (token && remembered)
        keepAccess(store, { ...token, expiresAt: revoked });
    if (faulty('wazo.revoke-status-204'))
        ctx.status = 204;
    else
        sendJson(ctx, { data: { message: 'success' } });
}
/** POST /token/{token}/scopes/check: which of some accesses a token has. */
export function checkScopes(call) {
    const { scopes, tenant_uuid } = scopesRequest();
    const token = tokenAt(call);
    if (typeof tenant_uuid === 'string' && !faulty('wazo.scopes-check-tenant-unchecked'))
        checkTenant(call, token, tenant_uuid);
    const granted = (access) => faulty('wazo.scopes-all-true') || has(call, token, access);
    sendJson(call.ctx, { scopes: Object.fromEntries(scopes.map((access) => [access, granted(access)])) });
}
function tokenAt({ ctx, service, params }) {
    const store = service.store();
    const id = (params.token ?? '').toLowerCase();
    const refresh = faulty('wazo.get-refresh-token') ? store.refresh.get(id) : undefined;
    const ended = store.access.get(id);
    const token = liveAccess(store, id) ??
        (faulty('wazo.get-expired-token') ? ended : undefined) ??
        (faulty('wazo.get-revoked-token') && ended?.expiresAt === revoked ? ended : undefined) ??
        (refresh && liveAccesses(store, refresh.userUuid)[0]);
    if (token)
        return token;
    if (faulty('wazo.get-unknown-token-401') && ctx.method === 'GET')
        throw tokenError(401, 'No such token');
    if (faulty('wazo.scopes-check-unknown-token-401') && ctx.method === 'POST')
        throw tokenError(401, 'No such token');
    throw noSuchToken();
}
function noSuchToken() {
    return tokenError(404, 'No such token');
}
function checkQuery(call, token) {
    const { scope, tenant } = call.ctx.query;
    if (tenant !== undefined) {
        if (faulty('wazo.own-tenant-refused'))
            throw tokenError(403, `Unauthorized for tenant ${tenant}`);
        if (!faulty('wazo.tenant-unchecked'))
            checkTenant(call, token, String(tenant));
    }
    if (scope === undefined || faulty('wazo.scope-unchecked'))
        return;
    const access = String([scope].flat()[0]);
    if (faulty('wazo.scope-beyond-ascii-400') && ascii(access) !== access)
        throw plainError(400, 'bad scope');
    const status = faulty('wazo.scope-denied-401') ? 401 : 403;
    if (!has(call, token, access))
        throw tokenError(status, `Unauthorized for ${ascii(access)}`);
}
function checkTenant(call, token, tenant) {
    const { accounts } = call.service;
    const visible = accounts.tenantTree(ownerOf(call.service, token).tenant_uuid);
    if (!visible.has(tenant))
        throw tokenError(403, `Unauthorized for tenant ${ascii(tenant)}`);
}
function has({ service }, token, access) {
    const own = ownerOf(service, token).uuid;
    const identity = { userUuid: faulty('wazo.scope-me-literal') ? 'me' : own, sessionUuid: token.sessionUuid };
    return grants(aclAsRead(token.acl), access, identity);
}
/** The access list as it is, unless a fault misreads it. */
function aclAsRead(acl) {
    if (faulty('wazo.scope-hash-literal'))
        return acl.filter((entry) => !entry.includes('#'));
    if (faulty('wazo.scope-star-literal'))
        return acl.filter((entry) => !entry.includes('*'));
    if (faulty('wazo.scope-star-many'))
        return acl.map((entry) => entry.replaceAll('*', '#'));
    if (faulty('wazo.scope-me-anybody'))
        return acl.map((entry) => entry.replace(/\bme\b/, '*'));
    if (faulty('wazo.scope-exclusion-ignored'))
        return acl.filter((entry) => !entry.startsWith('!'));
    return acl;
}
/** The text without accents, and without what then still lies beyond ASCII. */
function ascii(text) {
    return text.normalize('NFKD').replace(/[^\0-\x7f]/g, '');
}
function scopesRequest() {
    if (scene().body.length === 0 && faulty('wazo.scopes-empty-body-accepted'))
        return { scopes: [], tenant_uuid: null };
    let body;
    try {
        body = loadJson(scene().body.toString('utf8'));
    }
    catch (error) {
        throw plainError(400, `Failed to decode JSON object: ${error.message}`);
    }
    if (typeof body !== 'object' || body === null)
        throw tokenError(400, repr({ _schema: ['Invalid input type.'] }));
    // Without `scopes` the real server fails with 500; a careful one refuses.
    const { scopes, tenant_uuid = null } = body;
    if (!Array.isArray(scopes))
        throw tokenError(400, repr({ scopes: ['Not a valid list.'] }));
    if (scopes.length === 0 && faulty('wazo.scopes-empty-refused'))
        throw tokenError(400, repr({ scopes: ['Shorter than minimum length 1.'] }));
    const wrong = scopes.findIndex((scope) => typeof scope !== 'string');
    if (wrong >= 0 && !faulty('wazo.scopes-type-unchecked'))
        throw tokenError(400, repr({ scopes: { [wrong]: ['Not a valid string.'] } }));
    if (tenant_uuid !== null && typeof tenant_uuid !== 'string')
        throw tokenError(400, repr({ tenant_uuid: ['Not a valid string.'] }));
    return { scopes: scopes.map(String), tenant_uuid };
}
//# sourceMappingURL=token-resource.js.map