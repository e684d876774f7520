import { step } from '../../frame/step.ts';
import type { User } from './accounts.ts';
import { authorize, type Caller } from './authorize.ts';
import { isFound, type ListQuery, listQuery, paged } from './list-query.ts';
import { apiError, sendJson } from './responses.ts';
import type { Call } from './service.ts';
import { dropRefresh, type RefreshToken, refreshTokens } from './store.ts';
import { utcTime } from './times.ts';

/** GET /users/me/tokens: the caller's own refresh tokens. */
export function listOwn(call: Call): void {
  const caller = authorize(call, 'auth.users.me.tokens.read');
  const user = visibleUser(call, caller, caller.user.uuid);
  sendList(call, (token) => token.userUuid === user.uuid);
}

/** GET /users/{uuid}/tokens: a user's refresh tokens. */
export function listOfUser(call: Call): void {
  const uuid = call.params.user ?? '';
  const user = visibleUser(call, authorize(call, `auth.users.${uuid}.tokens.read`), uuid);
  sendList(call, (token) => token.userUuid === user.uuid);
}

/** GET /tokens: all refresh tokens of a tenant, with `?recurse=true` of those below it too. */
export function listAll(call: Call): void {
  const { tenant, tenants } = authorize(call, 'auth.tokens.read');
  const wanted = (uuid = '', recurse = false) => (recurse ? tenants.has(uuid) : uuid === tenant);
  sendList(call, ({ userUuid }, { recurse }) => wanted(call.service.accounts.byUuid(userUuid)?.tenant_uuid, recurse));
}

/** DELETE /users/me/tokens/{client_id}. */
export function deleteOwn(call: Call): void {
  const caller = authorize(call, `auth.users.me.tokens.${word(call.params.client)}.delete`);
  deleteOf(call, visibleUser(call, caller, caller.user.uuid));
}

/** DELETE /users/{uuid}/tokens/{client_id}. */
export function deleteOfUser(call: Call): void {
  const uuid = call.params.user ?? '';
  const caller = authorize(call, `auth.users.${uuid}.tokens.${word(call.params.client)}.delete`);
  deleteOf(call, visibleUser(call, caller, uuid));
}

/** A variable part of a path as one word of an access. */
function word(text = ''): string {
  return text.replaceAll('.', '_');
}

/** Ends a user's refresh token of the client_id in the path; throws the 404 response where there is none. */
export const deleteOf = step(({ ctx, service, params }: Call, user: User): void => {
  const store = service.store();
  const client_id = params.client ?? '';
  const [token] = refreshTokens(store, (one) => one.userUuid === user.uuid && one.clientId === client_id);
  if (!token) {
    const message = `unknown refresh_token for client_id "${client_id}"`;
    throw apiError(404, 'cannot-find-refresh-token-matching-client-id', message, { client_id }, 'tokens');
  }
  dropRefresh(store, token.token);
  ctx.status = 204;
});

/** The user of this UUID when the caller may see them; throws the 404 response otherwise. */
export function visibleUser({ service }: Call, { tenants }: Caller, uuid: string): User {
  const user = service.accounts.byUuid(uuid);
  if (user && tenants.has(user.tenant_uuid)) return user;
  throw apiError(404, 'unknown-user', `No such user: "${uuid}"`, { uuid }, 'users');
}

const sortKeys = {
  created_at: ({ createdAt }: RefreshToken) => createdAt,
  client_id: ({ clientId }: RefreshToken) => clientId,
  mobile: ({ mobile }: RefreshToken) => Number(mobile),
} as const;

function sendList(call: Call, mine: (token: RefreshToken, query: ListQuery) => boolean): void {
  const { ctx, service } = call;
  const query = listQuery(ctx.query, Object.keys(sortKeys));
  const all = listable(call, (token) => mine(token, query));
  const found = all.filter((token) => isWanted(token, query));
  const items = pageOf(found, query).map((token) => listItem(token, service.accounts.byUuid(token.userUuid)));
  ctx.state.contract = 'token-list-response';
  sendJson(ctx, listMessage(all.length, found.length, items));
}

/** The refresh tokens that a list is about, before its query narrows it down. */
export const listable = step(({ service }: Call, mine: (token: RefreshToken) => boolean): readonly RefreshToken[] =>
  refreshTokens(service.store(), mine),
);

/** Whether a refresh token passes the search and the filters of a query. */
export const isWanted = step(({ clientId, mobile }: RefreshToken, query: ListQuery): boolean => {
  const ofClient = query.client_id === undefined || clientId === query.client_id;
  const ofKind = query.mobile === undefined || mobile === query.mobile;
  return isFound(clientId, query.search) && ofClient && ofKind;
});

/** The refresh tokens in the order of a query, by creation unless told, from its offset up to its limit. */
export const pageOf = step((found: readonly RefreshToken[], query: ListQuery): readonly RefreshToken[] =>
  paged(found, { ...query, order: query.order ?? 'created_at' }, sortKeys),
);

/** A list as the API shows it: `total` counts what there is, `filtered` what the query left of it. */
export const listMessage = step((total: number, filtered: number, items: readonly unknown[]) => ({
  total,
  filtered,
  items,
}));

/** A refresh token as a list shows it: without its value. */
export const listItem = step(
  (
    { clientId, createdAt, mobile, userUuid }: RefreshToken,
    user: User | undefined,
  ): Readonly<Record<string, unknown>> => ({
    client_id: clientId,
    created_at: `${utcTime(createdAt)}+00:00`,
    mobile,
    user_uuid: userUuid,
    tenant_uuid: user?.tenant_uuid ?? null,
    metadata: {},
  }),
);
