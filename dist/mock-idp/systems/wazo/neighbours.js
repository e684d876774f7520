import { authorize } from './authorize.js';
import { faulty } from './faults.js';
import { visibleUser } from './refresh-list.js';
import { pageNotFound, sendJson } from './responses.js';
import { dropAccess, dropRefresh, liveAccesses, revoked } from './store.js';
/** HEAD /status. */
export function status({ ctx }) {
    ctx.status = 200;
}
/** GET /backends. */
export function backends({ ctx }) {
    sendJson(ctx, { data: ['ldap_user', 'wazo_user'] });
}
/** GET /users/{uuid}. */
export function getUser(call) {
    const uuid = call.params.user ?? '';
    const user = visibleUser(call, authorize(call, `auth.users.${uuid}.read`), uuid);
    const { username, firstname, lastname, purpose, enabled, tenant_uuid, authentication_method, emails } = user;
    sendJson(call.ctx, {
        uuid: user.uuid,
        username,
        firstname,
        lastname,
        purpose,
        enabled,
        tenant_uuid,
        authentication_method,
        emails,
    });
}
/** GET /sessions: the sessions of a tenant. */
export function listSessions(call) {
    const { tenant } = authorize(call, 'auth.sessions.read');
    const mine = liveAccesses(call.service.store()).filter((token) => sessionView(call, token).tenant_uuid === tenant);
    sendSessions(call, mine);
}
/** GET /users/{uuid}/sessions, also of `me`. */
export function listUserSessions(call) {
    const who = call.params.user ?? 'me';
    const caller = authorize(call, `auth.users.${who}.sessions.read`);
    const user = who === 'me' ? caller.user : visibleUser(call, caller, who);
    const store = call.service.store();
    const ended = [...(store.accessOfUser.get(user.uuid) ?? [])].filter(({ expiresAt }) => expiresAt === revoked);
    const own = [...liveAccesses(store, user.uuid), ...(faulty('wazo.session-outlives-token') ? ended : [])];
    sendSessions(call, faulty('wazo.sessions-forgotten') ? [] : own);
}
/** DELETE /sessions/{uuid}: ends a session with its token; says so whatever there was. */
export function deleteSession(call) {
    const session = call.params.session ?? '';
    const { tenants } = authorize(call, `auth.sessions.${session}.delete`);
    endSession(call, session, (token) => tenants.has(sessionView(call, token).tenant_uuid ?? ''));
}
/** DELETE /users/{uuid}/sessions/{uuid}, also of `me`. */
export function deleteUserSession(call) {
    const who = call.params.user ?? 'me';
    const session = call.params.session ?? '';
    const caller = authorize(call, `auth.users.${who}.sessions.${session}.delete`);
    const user = who === 'me' ? caller.user : visibleUser(call, caller, who);
    endSession(call, session, ({ userUuid }) => userUuid === user.uuid);
}
function endSession({ ctx, service }, session, mine) {
    const store = service.store();
    const token = liveAccesses(store).find(({ sessionUuid }) => sessionUuid === session.toLowerCase());
    if (!token && faulty('wazo.session-delete-again-404'))
        throw pageNotFound();
    if (token && mine(token) && !faulty('wazo.session-delete-ignored'))
        dropAccess(store, token.token);
    if (token?.refreshToken && faulty('wazo.session-delete-ends-refresh-token'))
        dropRefresh(store, token.refreshToken);
    ctx.status = faulty('wazo.session-delete-status-200') && token ? 200 : 204;
}
function sendSessions(call, tokens) {
    const items = tokens.map((token) => sessionView(call, token));
    sendJson(call.ctx, { items, total: items.length, filtered: items.length });
}
function sessionView({ service }, { sessionUuid, mobile, userUuid }) {
    const tenant_uuid = service.accounts.byUuid(userUuid)?.tenant_uuid ?? null;
    return { uuid: sessionUuid, mobile, tenant_uuid, user_uuid: userUuid };
}
//# sourceMappingURL=neighbours.js.map