import { step } from '../../frame/step.ts';
import type { User } from './accounts.ts';
import { authorize } from './authorize.ts';
import { type ListQuery, listQuery, paged } from './list-query.ts';
import { visibleUser } from './refresh-list.ts';
import { sendJson } from './responses.ts';
import type { Call } from './service.ts';
import { type AccessToken, dropAccess, liveAccesses, type Store } from './store.ts';

/** GET /sessions: the sessions of a tenant, with `?recurse=true` of those below it too. */
export function listSessions(call: Call): void {
  const { tenant, tenants } = authorize(call, 'auth.sessions.read');
  const query = sessionQuery(call);
  const wanted = (uuid: string | null) => (query.recurse ? tenants.has(uuid ?? '') : uuid === tenant);
  const all = liveAccesses(call.service.store()).filter((token) => wanted(sessionView(call, token).tenant_uuid));
  sendSessions(call, all, query);
}

/** GET /users/{uuid}/sessions; there is no such resource of `me`. */
export function listUserSessions(call: Call): void {
  const uuid = call.params.user ?? '';
  const user = visibleUser(call, authorize(call, `auth.users.${uuid}.sessions.read`), uuid);
  sendSessions(call, sessionsOf(call, user), sessionQuery(call));
}

/** DELETE /sessions/{uuid}: ends a session with its token; says so whatever there was. */
export function deleteSession(call: Call): void {
  const session = call.params.session ?? '';
  const { tenants } = authorize(call, `auth.sessions.${session}.delete`);
  endSession(call, session, (token) => tenants.has(sessionView(call, token).tenant_uuid ?? ''));
}

/** DELETE /users/{uuid}/sessions/{uuid}. */
export function deleteUserSession(call: Call): void {
  const { user: uuid = '', session = '' } = call.params;
  const user = visibleUser(call, authorize(call, `auth.users.${uuid}.sessions.${session}.delete`), uuid);
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
  return liveAccesses(store).find(({ sessionUuid }) => sessionUuid === session);
}

/** The sessions of a user, each as its access token. */
export const sessionsOf = step(({ service }: Call, { uuid }: User): readonly AccessToken[] =>
  liveAccesses(service.store(), uuid),
);

const sortKeys = { mobile: ({ mobile }: AccessToken) => Number(mobile) } as const;

function sessionQuery({ ctx }: Call): ListQuery {
  return listQuery(ctx.query, Object.keys(sortKeys));
}

function sendSessions(call: Call, all: readonly AccessToken[], query: ListQuery): void {
  const items = paged(all, query, sortKeys).map((token) => sessionView(call, token));
  sendJson(call.ctx, { items, total: all.length, filtered: all.length });
}

function sessionView({ service }: Call, { sessionUuid, mobile, userUuid }: AccessToken) {
  const tenant_uuid = service.accounts.byUuid(userUuid)?.tenant_uuid ?? null;
  return { uuid: sessionUuid, mobile, tenant_uuid, user_uuid: userUuid };
}
