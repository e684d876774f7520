import { grants } from './acl.js';
import { ownerOf } from './create-token.js';
import { faulty } from './faults.js';
import { otherUser } from './login.js';
import { apiError } from './responses.js';
import { liveAccess, liveAccesses } from './store.js';
/**
 * Lets a request to a guarded resource through when its X-Auth-Token is a live access token with the required access.
 * Throws the 401 response otherwise (xivo-lib-python, `xivo/http_exceptions.py`).
 */
export function authorize(call, required) {
    const value = tokenIn(call);
    const token = accessToken(call, value);
    if (!token)
        throw unauthorized(call, value, required);
    const owner = ownerOf(call.service, token);
    if (!grants(token.acl, required, { userUuid: owner.uuid, sessionUuid: token.sessionUuid })) {
        const details = { invalid_token: value, reason: 'missing_permission_or_invalid_tenant', required_access: required };
        throw apiError(401, 'unauthorized', 'Unauthorized', { ...details, tenant_uuid: owner.tenant_uuid });
    }
    const user = faulty('wazo.token-of-another-user') ? otherUser(owner, call.service.accounts) : owner;
    const tenants = call.service.accounts.tenantTree(user.tenant_uuid);
    const tenant = call.ctx.get('Wazo-Tenant') || user.tenant_uuid;
    if (!tenants.has(tenant))
        throw apiError(401, 'unauthorized-tenant', 'Unauthorized', { tenant_uuid: tenant });
    return { user, tenants, tenant };
}
function tokenIn({ ctx }) {
    const header = ctx.get('X-Auth-Token');
    const bearer = /^Bearer (.+)$/.exec(ctx.get('Authorization'))?.[1] ?? '';
    if (faulty('wazo.token-as-bearer-only'))
        return bearer;
    if (faulty('wazo.token-as-bearer-too'))
        return header || bearer;
    if (faulty('wazo.token-in-query-too'))
        return header || String(ctx.query.token ?? '');
    return header;
}
function accessToken({ ctx, service }, value) {
    const store = service.store();
    const live = liveAccess(store, value);
    if (live)
        return faulty('wazo.token-refused') ? undefined : live;
    const bare = value === '' && !ctx.get('Authorization') && ctx.query.token === undefined;
    if (faulty('wazo.anonymous-access') && bare)
        return liveAccesses(store)[0];
    if (faulty('wazo.never-expires') && store.access.has(value))
        return store.access.get(value);
    const unknown = value !== '' && !store.access.has(value) && !store.refresh.has(value) && !store.ended.has(value);
    if (faulty('wazo.unknown-token-accepted') && unknown)
        return liveAccesses(store)[0];
    const refresh = store.refresh.get(value);
    if (faulty('wazo.refresh-token-opens') && refresh)
        return liveAccesses(store, refresh.userUuid)[0];
    return undefined;
}
function unauthorized({ service }, value, required) {
    const refresh = service.store().refresh.has(value);
    const forbidden = faulty(refresh ? 'wazo.refresh-token-answered-403' : 'wazo.unauthorized-status-403');
    const details = { invalid_token: value, reason: 'not_found_or_expired', required_access: required };
    return apiError(forbidden ? 403 : 401, 'unauthorized', 'Unauthorized', details);
}
//# sourceMappingURL=authorize.js.map