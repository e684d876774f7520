import { step } from '../../frame/step.ts';
import type { User } from './accounts.ts';
import { authorize } from './authorize.ts';
import { visibleUser } from './refresh-list.ts';
import { sendJson } from './responses.ts';
import type { Call } from './service.ts';
import { type AccessToken, dropAccess, liveAccesses, type Store } from './store.ts';

/** HEAD /status. */
export function status({ ctx }: Call): void {
  ctx.status = 200;
}

/** GET /backends. */
export function backends({ ctx }: Call): void {
  sendJson(ctx, { data: ['ldap_user', 'wazo_user'] });
}

/** GET /users/{uuid}. */
export function getUser(call: Call): void {
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
export function listSessions(call: Call): void {
  const { tenant } = authorize(call, 'auth.sessions.read');
  const mine = liveAccesses(call.service.store()).filter((token) => sessionView(call, token).tenant_uuid === tenant);
  sendSessions(call, mine);
}

/** GET /users/{uuid}/sessions, also of `me`. */
export function listUserSessions(call: Call): void {
  const who = call.params.user ?? 'me';
  const caller = authorize(call, `auth.users.${who}.sessions.read`);
  const user = who === 'me' ? caller.user : visibleUser(call, caller, who);
  sendSessions(call, sessionsOf(call, user));
}

/** DELETE /sessions/{uuid}: ends a session with its token; says so whatever there was. */
export function deleteSession(call: Call): void {
  const session = call.params.session ?? '';
  const { tenants } = authorize(call, `auth.sessions.${session}.delete`);
  endSession(call, session, (token) => tenants.has(sessionView(call, token).tenant_uuid ?? ''));
}

/** DELETE /users/{uuid}/sessions/{uuid}, also of `me`. */
export function deleteUserSession(call: Call): void {
  const who = call.params.user ?? 'me';
  const session = call.params.session ?? '';
  const caller = authorize(call, `auth.users.${who}.sessions.${session}.delete`);
  const user = who === 'me' ? caller.user : visibleUser(call, caller, who);
  endSession(call, session, ({ userUuid }) => userUuid === user.uuid);
}

/** Ends a session with its token where it is one of these. */
export const endSession = step(
  ({ ctx, service }: Call, session: string, mine: (token: AccessToken) => boolean): void => {
    const token = sessionIn(service.store(), session);
    if (token && mine(token)) dropAccess(service.store(), token.token);
    ctx.status = 204;
  },
);

/** The access token of a session that is going on. */
export function sessionIn(store: Store, session: string): AccessToken | undefined {
  return liveAccesses(store).find(({ sessionUuid }) => sessionUuid === session.toLowerCase());
}

/** The sessions of a user, each as its access token. */
export const sessionsOf = step(({ service }: Call, { uuid }: User): readonly AccessToken[] =>
  liveAccesses(service.store(), uuid),
);

function sendSessions(call: Call, tokens: readonly AccessToken[]): void {
  const items = tokens.map((token) => sessionView(call, token));
  sendJson(call.ctx, { items, total: items.length, filtered: items.length });
}

function sessionView({ service }: Call, { sessionUuid, mobile, userUuid }: AccessToken) {
  const tenant_uuid = service.accounts.byUuid(userUuid)?.tenant_uuid ?? null;
  return { uuid: sessionUuid, mobile, tenant_uuid, user_uuid: userUuid };
}
