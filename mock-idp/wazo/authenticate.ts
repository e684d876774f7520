import type { Context } from 'koa';
import { now } from '../scene.ts';
import { type Accounts, passwordMatches, type User } from './accounts.ts';
import { apiError, tokenError } from './answers.ts';
import { faulty } from './faults.ts';
import { liveAccess, liveAccesses, type RefreshToken, refreshTokens, type Store } from './store.ts';
import type { TokenRequest } from './token-request.ts';

/** Who a token is for, and by which name they came. */
export interface Login {
  readonly user: User;
  readonly login: string;
  /** Present when a refresh token was used. */
  readonly refreshedBy?: RefreshToken;
}

interface Basic {
  readonly login: string;
  readonly password: string;
}

/** Finds out who asks for a token, in the order of wazo-auth's `services/authentication.py`. Throws the answer when nobody does. */
export function authenticate(ctx: Context, request: TokenRequest, accounts: Accounts, store: Store): Login {
  const basic = basicIn(ctx.get('Authorization'));
  if (
    faulty('wazo.auth-token-checked-at-login') &&
    ctx.get('X-Auth-Token') &&
    !liveAccess(store, ctx.get('X-Auth-Token'))
  ) {
    throw failed();
  }
  if (isRefresh(request, basic)) return byRefreshToken(ctx, request, basic, accounts, store);
  if (request.saml_session_id) throw failed();
  if (!basic) return withoutCredentials(ctx, accounts, store);
  if (faulty('wazo.unknown-backend-refused') && ![undefined, 'wazo_user', 'ldap_user'].includes(request.backend))
    throw failed();
  if (request.domain_name || request.tenant_id) return byLdap(basic, request, accounts);
  return byPassword(basic, request, accounts);
}

function failed(): Error {
  return faulty('wazo.refused-status-403')
    ? tokenError(403, 'Authentication Failed')
    : tokenError(401, 'Authentication Failed');
}

function isRefresh(request: TokenRequest, basic: Basic | undefined): boolean {
  const { refresh_token, client_id } = request;
  if (faulty('wazo.refresh-without-client-id') && refresh_token) return true;
  if (faulty('wazo.refresh-without-token') && client_id && !basic && request.access_type !== 'offline') return true;
  return refresh_token !== undefined && client_id !== undefined;
}

/** HTTP Basic credentials, in UTF-8 or else Latin-1; none when user or password is empty or the header is damaged. */
function basicIn(header: string): Basic | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/]*={0,2})$/.exec(header)?.[1];
  if (encoded === undefined || encoded.length % 4 !== 0) return undefined;
  const text = decoded(Buffer.from(encoded, 'base64'));
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) return undefined;
  return { login: text.slice(0, colon), password: text.slice(colon + 1) };
}

function decoded(bytes: Buffer): string {
  if (faulty('wazo.utf-8-credentials-misread')) return bytes.toString('latin1');
  if (faulty('wazo.latin-1-credentials-misread')) return bytes.toString('utf8');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

function byPassword({ login, password }: Basic, request: TokenRequest, accounts: Accounts): Login {
  const user = accounts.byLogin(login);
  if (!user && faulty('wazo.unknown-user-accepted')) return { user: anyUser(accounts), login };
  if (!user?.enabled || user.authentication_method !== 'native') throw failed();
  if (faulty('wazo.login-refused')) throw failed();
  if (faulty('wazo.login-case-sensitive') && login !== login.toLowerCase()) throw failed();
  if (faulty('wazo.email-login-refused') && login.includes('@')) throw failed();
  const anyPassword =
    (faulty('wazo.wrong-password-accepted') && request.access_type !== 'offline') ||
    (faulty('wazo.offline-wrong-password-accepted') && request.access_type === 'offline');
  if (!anyPassword && !passwordMatches(user, password)) throw failed();
  return { user, login };
}

/** No tenant of the mock has an LDAP server, so this never succeeds. */
function byLdap(basic: Basic, request: TokenRequest, accounts: Accounts): Login {
  const { tenant_id, domain_name } = request;
  if (tenant_id && domain_name && faulty('wazo.tenant-and-domain-accepted'))
    return byPassword(basic, request, accounts);
  if (tenant_id && !accounts.tenants.some(({ uuid, slug }) => tenant_id === uuid || tenant_id === slug)) {
    throw apiError(404, 'unknown-tenant', `No such tenant: "${tenant_id}"`, { uuid: tenant_id }, 'tenants');
  }
  throw failed();
}

function withoutCredentials(ctx: Context, accounts: Accounts, store: Store): Login {
  const token = ctx.get('X-Auth-Token');
  const renewed = liveAccess(store, token) && accounts.byUuid(liveAccess(store, token)?.userUuid ?? '');
  if (faulty('wazo.access-token-renews') && renewed) return { user: renewed, login: renewed.username };
  if (faulty('wazo.no-credentials-accepted') && !token) return { user: anyUser(accounts), login: 'anybody' };
  throw failed();
}

function byRefreshToken(
  ctx: Context,
  request: TokenRequest,
  basic: Basic | undefined,
  accounts: Accounts,
  store: Store,
): Login {
  const authorization = ctx.get('Authorization');
  if (faulty('wazo.refresh-needs-basic') && !basic) throw failed();
  if (faulty('wazo.refresh-empty-basic-refused') && authorization && !basic) throw failed();
  if (faulty('wazo.refresh-basic-checked') && basic) byPassword(basic, request, accounts);
  if (faulty('wazo.access-token-refreshes')) {
    const access = liveAccess(store, request.refresh_token ?? '');
    const user = access && accounts.byUuid(access.userUuid);
    if (user) return { user, login: user.username };
  }
  const found = findRefreshToken(request, store);
  if (!found) {
    if (
      faulty('wazo.refresh-unknown-accepted') &&
      !store.ended.has(request.refresh_token ?? '') &&
      !store.access.has(request.refresh_token ?? '')
    ) {
      return { user: anyUser(accounts), login: 'anybody' };
    }
    throw refreshFailed();
  }
  const owner = accounts.byLogin(found.login);
  if (!owner?.enabled || owner.uuid !== found.userUuid) throw refreshFailed();
  const user = faulty('wazo.refresh-of-another-user') ? otherUser(owner, accounts) : owner;
  return { user, login: found.login, refreshedBy: found };
}

function refreshFailed(): Error {
  return faulty('wazo.refresh-refused-status-400') ? tokenError(400, 'Authentication Failed') : failed();
}

function findRefreshToken(
  { refresh_token = '', client_id = '' }: TokenRequest,
  store: Store,
): RefreshToken | undefined {
  if (faulty('wazo.refresh-without-token') && !refresh_token) {
    return refreshTokens(store, ({ clientId }) => clientId === client_id)[0];
  }
  const ended = faulty('wazo.deleted-refresh-token-works') ? store.ended.get(refresh_token) : undefined;
  const found = store.refresh.get(refresh_token) ?? ended;
  return found && clientMatches(found.clientId, client_id) && !overdue(found, store) ? found : undefined;
}

/** Refresh tokens have no end, but for faults. */
function overdue({ token, userUuid, createdAt }: RefreshToken, store: Store): boolean {
  if (faulty('wazo.refresh-token-expires')) {
    return !liveAccesses(store, userUuid).some(({ refreshToken }) => refreshToken === token);
  }
  return faulty('wazo.refresh-token-expires-next-day') && now() > createdAt + 86_400_000;
}

function clientMatches(clientId: string, given: string): boolean {
  if (faulty('wazo.refresh-ignores-client-id') && given) return true;
  if (faulty('wazo.refresh-without-client-id') && !given) return true;
  if (faulty('wazo.refresh-client-id-prefix') && given.startsWith(clientId)) return true;
  if (faulty('wazo.refresh-client-id-any-case') && given.toLowerCase() === clientId.toLowerCase()) return true;
  return given === clientId;
}

function anyUser(accounts: Accounts): User {
  return accounts.users[0] as User;
}

/** Another enabled user of the same tenant where there is one. */
export function otherUser(user: User, accounts: Accounts): User {
  const others = accounts.users.filter(
    ({ uuid, enabled, purpose }) => uuid !== user.uuid && enabled && purpose === 'user',
  );
  return others.find(({ tenant_uuid }) => tenant_uuid === user.tenant_uuid) ?? others[0] ?? user;
}
