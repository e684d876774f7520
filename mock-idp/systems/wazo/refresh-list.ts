import { step } from '../../frame/step.ts';
import type { User } from './accounts.ts';
import { authorize, type Caller } from './authorize.ts';
import { flag, isWanted, listQuery, pageOf } from './list-query.ts';
import { apiError, sendJson } from './responses.ts';
import type { Call } from './service.ts';
import { dropRefresh, type RefreshToken, refreshTokens } from './store.ts';
import { utcTime } from './times.ts';

/** GET /users/me/tokens: the caller's own refresh tokens. */
export function listOwn(call: Call): void {
  const { user } = authorize(call, 'auth.users.me.tokens.read');
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
  const { tenant } = authorize(call, 'auth.tokens.read');
  const { accounts } = call.service;
  const wanted = flag(String(call.ctx.query.recurse ?? '')) ? accounts.tenantTree(tenant) : new Set([tenant]);
  sendList(call, (token) => wanted.has(accounts.byUuid(token.userUuid)?.tenant_uuid ?? ''));
}

/** DELETE /users/me/tokens/{client_id}. */
export function deleteOwn(call: Call): void {
  deleteOf(call, authorize(call, `auth.users.me.tokens.${word(call.params.client)}.delete`).user);
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
    const message = `Cannot find a refresh token for client_id "${client_id}"`;
    throw apiError(404, 'cannot-find-refresh-token-matching-client-id', message, { client_id }, 'tokens');
  }
  dropRefresh(store, token.token);
  ctx.status = 204;
});

/** The user of this UUID when the caller may see them; throws the 404 response otherwise. */
export function visibleUser({ service }: Call, { tenants }: Caller, uuid: string): User {
  const user = service.accounts.byUuid(uuid.toLowerCase());
  if (user && tenants.has(user.tenant_uuid)) return user;
  throw apiError(404, 'unknown-user', `No such user: "${uuid}"`, { uuid }, 'users');
}

function sendList(call: Call, mine: (token: RefreshToken) => boolean): void {
  const { ctx, service } = call;
  const query = listQuery(ctx.query);
  const all = listable(call, mine);
  const found = all.filter((token) => isWanted(token, query));
  const items = pageOf(found, query).map((token) => listItem(token, service.accounts.byUuid(token.userUuid)));
  ctx.state.contract = 'token-list-response';
  sendJson(ctx, listMessage(all.length, found.length, items));
}

/** The refresh tokens that a list is about, before its query narrows it down. */
export const listable = step(({ service }: Call, mine: (token: RefreshToken) => boolean): readonly RefreshToken[] =>
  refreshTokens(service.store(), mine),
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
