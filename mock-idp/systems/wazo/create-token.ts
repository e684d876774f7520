import { randomUUID } from 'node:crypto';
import type { Context } from 'koa';
import { now } from '../../frame/scene.ts';
import { step } from '../../frame/step.ts';
import type { User } from './accounts.ts';
import { authenticate } from './authenticate.ts';
import type { Login } from './login.ts';
import { offlineToken } from './offline-token.ts';
import { sendJson, tokenError } from './responses.ts';
import type { Call, Service } from './service.ts';
import { type AccessToken, hasLiveAccesses, keepAccess } from './store.ts';
import { atOnce } from './times.ts';
import { type Times, tokenData } from './token-data.ts';
import { readTokenRequest, type TokenRequest } from './token-request.ts';
import { newAccessValue } from './token-values.ts';

/** Where a token was asked for. */
export interface Origin {
  readonly mobile: boolean;
  readonly remoteAddr: string;
  readonly userAgent: string;
}

/** A created token, ready to be sent. */
export interface Created {
  readonly data: Readonly<Record<string, unknown>>;
  readonly sessionsRevoked: number;
}

/** POST /token: a login by password, with or without a refresh token, or a refresh. */
export const postToken = step(({ ctx, service }: Call): void => {
  const request = readTokenRequest(ctx.get('Content-Type'));
  const login = authenticate(ctx, request, service.accounts, service.store());
  const { data, sessionsRevoked } = createToken(service, login, request, originOf(ctx));
  ctx.state.contract = contractOf(login, request);
  ctx.set('Wazo-Sessions-Revoked', String(sessionsRevoked));
  sendJson(ctx, { data });
});

function originOf(ctx: Context): Origin {
  const hops = ctx.get('X-Forwarded-For').split(',');
  return {
    mobile: ctx.get('Wazo-Session-Type').toLowerCase() === 'mobile',
    remoteAddr: hops.at(-1)?.trim() || (ctx.req.socket.remoteAddress ?? ''),
    userAgent: ctx.get('User-Agent'),
  };
}

function contractOf({ refreshedBy }: Login, { access_type }: TokenRequest): string {
  if (refreshedBy) return 'refreshed-token-response';
  return access_type === 'offline' ? 'offline-token-response' : 'token-response';
}

/** Makes a token for who is logged in; throws the 429 response when the user has too many sessions (`services/token.py`). */
export const createToken = step((service: Service, login: Login, request: TokenRequest, origin: Origin): Created => {
  const { user, refreshedBy } = login;
  const { lifetime, maxSessions } = service.settings;
  const store = service.store();
  if (user.purpose !== 'internal' && hasLiveAccesses(store, user.uuid, maxSessions)) {
    throw tokenError(429, `User ${user.uuid} has exceeded the maximum number of active sessions`);
  }
  const issuedAt = atOnce(now());
  const times = { issuedAt, expiresAt: issuedAt + (request.expiration ?? lifetime) * 1000 };
  const offline = refreshedBy ? undefined : offlineToken(store, login, request, origin.mobile);
  const access = newAccess(login, request, origin, times, refreshedBy?.token ?? offline?.token);
  keepAccess(store, access);
  const data = tokenData(access, user, times);
  if (!offline) return { data, sessionsRevoked: 0 };
  return { data: { ...data, refresh_token: offline.token }, sessionsRevoked: offline.sessionsRevoked };
});

/** A new access token; it lives as long as the request says. */
export const newAccess = step(
  (
    { user }: Login,
    _request: TokenRequest,
    origin: Origin,
    { issuedAt, expiresAt }: Times,
    refreshToken: string | undefined,
  ): AccessToken => ({
    token: newAccessValue(),
    userUuid: user.uuid,
    sessionUuid: randomUUID(),
    issuedAt,
    expiresAt: Math.floor(expiresAt / 1000) * 1000,
    acl: user.acl,
    ...origin,
    refreshToken,
  }),
);

/** The user of a token. Accounts do not vanish, so there always is one. */
export function ownerOf(service: Service, token: AccessToken): User {
  const user = service.accounts.byUuid(token.userUuid);
  if (!user) throw new Error(`the token of session ${token.sessionUuid} belongs to nobody`);
  return user;
}
