import type { Context } from 'koa';
import type { User } from './accounts.ts';
import { apiError, sendJson } from './answers.ts';
import { authorize, type Caller } from './authorize.ts';
import { faulty } from './faults.ts';
import type { Call } from './service.ts';
import { dropAccess, dropRefresh, liveAccesses, type RefreshToken, refreshTokens } from './store.ts';
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
  const { user } = authorize(call, `auth.users.me.tokens.${word(call.params.client)}.delete`);
  deleteOf(call, user);
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

function deleteOf({ ctx, service, params }: Call, user: User): void {
  const store = service.store();
  const client_id = params.client ?? '';
  const [token] = refreshTokens(store, (one) => one.userUuid === user.uuid && one.clientId === client_id);
  if (!token && !faulty('wazo.delete-again-204')) {
    const message = `Cannot find a refresh token for client_id "${client_id}"`;
    throw apiError(404, 'cannot-find-refresh-token-matching-client-id', message, { client_id }, 'tokens');
  }
  if (token) dropRefresh(store, token.token);
  for (const access of liveAccesses(store, user.uuid)) {
    if (faulty('wazo.delete-ends-access-tokens') && access.refreshToken === token?.token)
      dropAccess(store, access.token);
  }
  if (faulty('wazo.delete-status-200')) sendJson(ctx, {});
  else ctx.status = 204;
}

/** The user of this UUID when the caller may see them; throws the 404 answer otherwise. */
export function visibleUser({ service }: Call, { tenants }: Caller, uuid: string): User {
  const user = service.accounts.byUuid(uuid.toLowerCase());
  if (user && tenants.has(user.tenant_uuid)) return user;
  throw apiError(404, 'unknown-user', `No such user: "${uuid}"`, { uuid }, 'users');
}

function sendList({ ctx, service }: Call, mine: (token: RefreshToken) => boolean): void {
  const query = listQuery(ctx);
  const all = faulty('wazo.list-forgets') ? [] : refreshTokens(service.store(), mine);
  const search = query.search.toLowerCase();
  const found = all.filter(
    ({ clientId, mobile }) =>
      clientId.toLowerCase().includes(search) &&
      (query.client_id === undefined || faulty('wazo.list-filter-ignored') || clientId === query.client_id) &&
      (query.mobile === undefined || mobile === query.mobile),
  );
  const key = sortKeys[query.order];
  const sorted = found.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  if (query.direction === 'desc') sorted.reverse();
  const end = query.limit === undefined || faulty('wazo.list-limit-ignored') ? undefined : query.offset + query.limit;
  const items = sorted
    .slice(query.offset, end)
    .map((token) => listItem(token, service.accounts.byUuid(token.userUuid)));
  ctx.state.contract = 'token-list-response';
  sendJson(ctx, { total: all.length, filtered: found.length, items });
}

function listItem({ token, clientId, createdAt, mobile, userUuid }: RefreshToken, user: User | undefined) {
  return {
    client_id: clientId,
    created_at: `${utcTime(createdAt)}+00:00`,
    mobile: mobile && !faulty('wazo.mobile-unmarked'),
    user_uuid: userUuid,
    tenant_uuid: user?.tenant_uuid ?? null,
    metadata: {},
    ...(faulty('wazo.list-shows-tokens') && { refresh_token: token }),
  };
}

const sortKeys = {
  created_at: ({ createdAt }: RefreshToken) => createdAt,
  client_id: ({ clientId }: RefreshToken) => clientId,
  mobile: ({ mobile }: RefreshToken) => Number(mobile),
} as const;

interface ListQuery {
  readonly order: keyof typeof sortKeys;
  readonly direction: 'asc' | 'desc';
  readonly limit?: number;
  readonly offset: number;
  readonly search: string;
  readonly client_id?: string;
  readonly mobile?: boolean;
}

/** Reads the query of a list; throws the 400 answer with all that is wrong in it. */
function listQuery({ query }: Context): ListQuery {
  const errors: Record<string, unknown> = {};
  const text = (name: string) => (query[name] === undefined ? undefined : String([query[name]].flat()[0]));
  const choice = <T extends string>(name: string, choices: readonly T[], usual: T): T => {
    const value = text(name) ?? usual;
    if ((choices as readonly string[]).includes(value)) return value as T;
    errors[name] = [
      { message: `Must be one of: ${choices.join(', ')}.`, constraint_id: 'enum', constraint: { choices } },
    ];
    return usual;
  };
  const count = (name: string) => {
    const value = text(name);
    if (value === undefined || /^\s*\+?\d+\s*$/.test(value)) return value === undefined ? undefined : Number(value);
    if (faulty('wazo.list-bad-limit-accepted')) return undefined;
    errors[name] = /^\s*-\d+\s*$/.test(value)
      ? [{ message: 'Must be greater than or equal to 0.', constraint_id: 'range', constraint: { min: 0 } }]
      : { message: 'Not a valid integer.', constraint_id: 'type', constraint: 'integer' };
    return undefined;
  };
  const boolean = (name: string) => {
    const value = text(name);
    if (value === undefined) return undefined;
    if (flag(value) === undefined)
      errors[name] = { message: 'Not a valid boolean.', constraint_id: 'type', constraint: 'boolean' };
    return flag(value);
  };
  const read = {
    order: choice('order', ['created_at', 'client_id', 'mobile'], 'created_at'),
    direction: choice('direction', ['asc', 'desc'], 'asc'),
    limit: count('limit'),
    offset: count('offset') ?? 0,
    search: text('search') ?? '',
    client_id: text('client_id'),
    mobile: boolean('mobile'),
  };
  if (Object.keys(errors).length > 0) throw apiError(400, 'invalid-list-param', errors, {}, 'tokens');
  return read;
}

/** A boolean as the API's query fields read one. */
function flag(text: string): boolean | undefined {
  if (/^(true|t|yes|y|on|1)$/i.test(text)) return true;
  return /^(false|f|no|n|off|0)$/i.test(text) ? false : undefined;
}
