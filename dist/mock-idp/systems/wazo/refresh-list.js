import { authorize } from './authorize.js';
import { faulty } from './faults.js';
import { flag, isWanted, listQuery, pageOf } from './list-query.js';
import { apiError, plainError, sendJson } from './responses.js';
import { dropAccess, dropRefresh, liveAccesses, refreshTokens } from './store.js';
import { utcTime } from './times.js';
const ownList = 'auth.users.me.tokens.read';
/** GET /users/me/tokens: the caller's own refresh tokens. */
export function listOwn(call) {
    const { user } = authorize(call, ownList);
    sendList(call, (token) => token.userUuid === user.uuid);
}
/** GET /users/{uuid}/tokens: a user's refresh tokens. */
export function listOfUser(call) {
    const uuid = call.params.user ?? '';
    const open = faulty('wazo.list-by-uuid-anonymous') && call.ctx.get('X-Auth-Token') === '';
    const needed = faulty('wazo.list-of-anybody') ? ownList : `auth.users.${uuid}.tokens.read`;
    const user = open ? call.service.accounts.byUuid(uuid) : visibleUser(call, authorize(call, needed), uuid);
    sendList(call, (token) => token.userUuid === user?.uuid && !faulty('wazo.list-by-uuid-empty'));
}
/** GET /tokens: all refresh tokens of a tenant, with `?recurse=true` of those below it too. */
export function listAll(call) {
    const { tenant } = authorize(call, faulty('wazo.list-all-for-anybody') ? ownList : 'auth.tokens.read');
    const { accounts } = call.service;
    const wanted = flag(String(call.ctx.query.recurse ?? '')) ? accounts.tenantTree(tenant) : new Set([tenant]);
    sendList(call, (token) => wanted.has(accounts.byUuid(token.userUuid)?.tenant_uuid ?? ''));
}
/** DELETE /users/me/tokens/{client_id}. */
export function deleteOwn(call) {
    const open = faulty('wazo.anonymous-delete') && call.ctx.get('X-Auth-Token') === '';
    const anybody = open ? anyOwner(call) : undefined;
    const needed = `auth.users.me.tokens.${word(call.params.client)}.delete`;
    deleteOf(call, anybody ?? authorize(call, needed).user);
}
/** DELETE /users/{uuid}/tokens/{client_id}. */
export function deleteOfUser(call) {
    const uuid = call.params.user ?? '';
    const caller = authorize(call, `auth.users.${uuid}.tokens.${word(call.params.client)}.delete`);
    if (faulty('wazo.delete-by-uuid-405'))
        throw plainError(405, 'The method is not allowed for the requested URL.');
    deleteOf(call, visibleUser(call, caller, uuid));
}
/** Whose refresh token this client_id has, for a fault that asks nobody who they are. */
function anyOwner({ service, params }) {
    const [token] = refreshTokens(service.store(), ({ clientId }) => clientId === params.client);
    return service.accounts.byUuid(token?.userUuid ?? '');
}
/** A variable part of a path as one word of an access. */
function word(text = '') {
    return text.replaceAll('.', '_');
}
function deleteOf({ ctx, service, params }, user) {
    const store = service.store();
    const given = params.client ?? '';
    const client_id = faulty('wazo.delete-client-id-undecoded') ? encodeURIComponent(given) : given;
    const [token] = refreshTokens(store, (one) => one.userUuid === user.uuid && one.clientId === client_id);
    if (!token && !faulty('wazo.delete-again-204')) {
        const message = `Cannot find a refresh token for client_id "${client_id}"`;
        const id = faulty('wazo.delete-again-unnamed') ? 'not-found' : 'cannot-find-refresh-token-matching-client-id';
        throw apiError(404, id, message, { client_id }, 'tokens');
    }
    if (token)
        dropRefresh(store, token.token);
    for (const access of liveAccesses(store, user.uuid)) {
        if (faulty('wazo.delete-ends-access-tokens') && access.refreshToken === token?.token)
            dropAccess(store, access.token);
    }
    if (faulty('wazo.delete-status-200'))
        sendJson(ctx, {});
    else
        ctx.status = 204;
}
/** The user of this UUID when the caller may see them; throws the 404 response otherwise. */
export function visibleUser({ service }, { tenants }, uuid) {
    const user = service.accounts.byUuid(uuid.toLowerCase());
    if (user && tenants.has(user.tenant_uuid))
        return user;
    throw apiError(404, 'unknown-user', `No such user: "${uuid}"`, { uuid }, 'users');
}
function sendList({ ctx, service }, mine) {
    const query = listQuery(ctx);
    const all = faulty('wazo.list-forgets') ? [] : refreshTokens(service.store(), mine);
    const found = all.filter((token) => isWanted(token, query));
    const items = pageOf(found, query).map((token) => listItem(token, service.accounts.byUuid(token.userUuid)));
    ctx.state.contract = 'token-list-response';
    const total = faulty('wazo.list-total-of-filtered') ? found.length : all.length;
    sendJson(ctx, { total, filtered: found.length, items });
}
function listItem({ token, clientId, createdAt, mobile, userUuid }, user) {
    return {
        client_id: clientId,
        created_at: `${utcTime(createdAt)}+00:00`,
        mobile: faulty('wazo.mobile-always-marked') || (mobile && !faulty('wazo.mobile-unmarked')),
        user_uuid: userUuid,
        tenant_uuid: user?.tenant_uuid ?? null,
        metadata: {},
        ...(faulty('wazo.list-shows-tokens') && { refresh_token: token }),
    };
}
//# sourceMappingURL=refresh-list.js.map