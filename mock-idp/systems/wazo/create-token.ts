import { randomUUID } from 'node:crypto';
import type { Context } from 'koa';
import { now } from '../../frame/scene.ts';
import type { User } from './accounts.ts';
import { authenticate } from './authenticate.ts';
import { type Login, otherUser } from './login.ts';
import { misstatedTimes } from './misstated.ts';
import { offlineToken } from './offline-token.ts';
import { sendJson, tokenError } from './responses.ts';
import type { Call, Service } from './service.ts';
import {
  type AccessToken,
  dropRefresh,
  hasLiveAccesses,
  keepAccess,
  keepRefresh,
  liveAccesses,
  type RefreshToken,
  type Store,
} from './store.ts';
import { atOnce } from './times.ts';
import { tokenData } from './token-data.ts';
import { readTokenRequest, type TokenRequest } from './token-request.ts';
import { newAccessValue } from './token-values.ts';
import { faulty } from './unconverted.ts';

/** Where a token was asked for. */
export interface Origin {
  readonly mobile: boolean;
  readonly remoteAddr: string;
  readonly userAgent: string;
}

/** A created token, ready to be sent. */
export interface Created {
  readonly data: Record<string, unknown>;
  readonly sessionsRevoked: number;
}

/** POST /token: a login by password, with or without a refresh token, or a refresh. */
export function postToken({ ctx, service }: Call): void {
  const request = checkedRequest(ctx, service);
  const login = authenticate(ctx, request, service.accounts, service.store());
  const hops = ctx.get('X-Forwarded-For').split(',');
  const { data, sessionsRevoked } = createToken(service, login, request, {
    mobile: ctx.get('Wazo-Session-Type').toLowerCase() === 'mobile',
    remoteAddr: hops.at(-1)?.trim() || (ctx.req.socket.remoteAddress ?? ''),
    userAgent: ctx.get('User-Agent'),
  });
  ctx.state.contract = contractOf(login, request);
  const revoked = faulty('wazo.sessions-revoked-zero') ? 0 : sessionsRevoked;
  if (revoked > 0 || !faulty('wazo.sessions-revoked-left-out')) ctx.set('Wazo-Sessions-Revoked', String(revoked));
  sendJson(ctx, { data }, successStatus(login));
  if (faulty('wazo.login-as-text')) {
    ctx.body = JSON.stringify({ data });
    ctx.set('Content-Type', 'text/plain');
  }
}

function checkedRequest(ctx: Context, service: Service): TokenRequest {
  try {
    return readTokenRequest(ctx.get('Content-Type'));
  } catch (error) {
    const early = faulty('wazo.credentials-before-validation') && ctx.get('Authorization');
    if (early) authenticate(ctx, {}, service.accounts, service.store());
    throw error;
  }
}

function contractOf({ refreshedBy }: Login, { access_type }: TokenRequest): string {
  if (refreshedBy) return 'refreshed-token-response';
  return access_type === 'offline' ? 'offline-token-response' : 'token-response';
}

function successStatus({ refreshedBy }: Login): number {
  if (refreshedBy) return faulty('wazo.refresh-status-201') ? 201 : 200;
  return faulty('wazo.login-status-201') ? 201 : 200;
}

/** Makes a token for who is logged in; throws the 429 response when the user has too many sessions (`services/token.py`). */
export function createToken(service: Service, login: Login, request: TokenRequest, origin: Origin): Created {
  const { user, refreshedBy } = login;
  const store = service.store();
  const earlier = () => liveAccesses(store, user.uuid);
  if (user.purpose !== 'internal' && hasLiveAccesses(store, user.uuid, service.settings.maxSessions)) {
    throw tokenError(429, `User ${user.uuid} has exceeded the maximum number of active sessions`);
  }
  const lifetime = lifetimeOf(login, request, service.settings.lifetime);
  const issuedAt = atOnce(now());
  const token = newAccessValue();
  const offline = refreshedBy ? undefined : offlineToken(store, login, request, origin.mobile);
  const access: AccessToken = {
    token,
    userUuid: user.uuid,
    sessionUuid: randomUUID(),
    mobile: origin.mobile,
    issuedAt,
    expiresAt: Math.floor((issuedAt + lifetime * 1000) / 1000) * 1000,
    acl: refreshedBy && faulty('wazo.refreshed-acl') ? user.acl.slice(1) : user.acl,
    remoteAddr: origin.remoteAddr,
    userAgent: origin.userAgent,
    refreshToken: refreshedBy?.token ?? offline?.token,
  };
  const given = givenInstead(access, login, request, earlier);
  if (given === access && !useless(login, request)) keepAccess(store, access);

  const shown = refreshedBy && faulty('wazo.refreshed-auth-id') ? otherUser(user, service.accounts) : user;
  const seconds = request.expiration ?? service.settings.lifetime;
  const times = { issuedAt, expiresAt: issuedAt + seconds * 1000 };
  const data = { ...tokenData(given, shown, times, service.accounts), ...misstatedTimes(login, request, times) };
  const name = faulty('wazo.request-token') ? 'request_token' : 'refresh_token';
  if (offline && !faulty('wazo.no-refresh-token')) data[name] = offline.token;
  if (refreshedBy) Object.assign(data, afterRefresh(store, refreshedBy));
  return { data, sessionsRevoked: offline?.sessionsRevoked ?? 0 };
}

function lifetimeOf({ refreshedBy }: Login, { expiration, access_type }: TokenRequest, usual: number): number {
  if (expiration === undefined) return usual;
  if (refreshedBy) return faulty('wazo.refresh-ignores-expiration') ? usual : expiration;
  if (access_type === 'offline') return faulty('wazo.offline-token-never-expires') ? 315_360_000 : expiration;
  if (faulty('wazo.expiration-ignored')) return usual;
  if (faulty('wazo.expiration-in-milliseconds')) return Math.max(60, expiration / 1000);
  if (faulty('wazo.expiration-in-minutes')) return expiration * 60;
  if (faulty('wazo.expiration-halved')) return expiration / 2;
  return expiration;
}

/** The token that is handed out: the new one, unless a fault gives an old one again. */
function givenInstead(
  access: AccessToken,
  { refreshedBy }: Login,
  { access_type }: TokenRequest,
  earlier: () => readonly AccessToken[],
): AccessToken {
  if (refreshedBy) return (faulty('wazo.refreshed-token-not-new') && earlier()[0]) || access;
  if (!faulty('wazo.login-twice-same-token') || access_type === 'offline') return access;
  const lifetime = ({ issuedAt, expiresAt }: AccessToken) => Math.ceil((expiresAt - issuedAt) / 1000);
  return earlier().find((one) => one.refreshToken === undefined && lifetime(one) === lifetime(access)) ?? access;
}

function useless({ refreshedBy }: Login, { access_type }: TokenRequest): boolean {
  if (refreshedBy) return faulty('wazo.refreshed-token-useless');
  return access_type === 'offline' && faulty('wazo.offline-token-useless');
}

/** What faults do to a refresh token after its use. */
function afterRefresh(store: Store, used: RefreshToken): Record<string, unknown> {
  if (faulty('wazo.refresh-token-in-refresh')) return { refresh_token: used.token };
  const rotates = faulty('wazo.refresh-token-rotates');
  if (rotates || faulty('wazo.refresh-token-single-use')) dropRefresh(store, used.token);
  if (!rotates) return {};
  const token = randomUUID();
  keepRefresh(store, { ...used, token });
  return { refresh_token: token };
}

/** The user of a token. Accounts do not vanish, so there always is one. */
export function ownerOf(service: Service, token: AccessToken): User {
  const user = service.accounts.byUuid(token.userUuid);
  if (!user) throw new Error(`the token of session ${token.sessionUuid} belongs to nobody`);
  return user;
}
