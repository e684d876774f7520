import type { KoaContextWithOIDC } from 'oidc-provider';
import type { RealmStore } from './adapter.ts';
import { uuidOf } from './library.ts';
import type { TokenFacts } from './settings.ts';

/** What is read of a token that oidc-provider makes. */
interface TokenLike {
  readonly kind: string;
  readonly jti: string;
  readonly clientId: string;
  readonly scope?: string;
  readonly sessionUid?: string;
  readonly grantId?: string;
  readonly accountId?: string;
  readonly expiration: number;
}

/** What is particular to a token that is being made. */
export function factsOf(ctx: KoaContextWithOIDC | undefined, token: TokenLike | undefined, sub: string): TokenFacts {
  const { AuthorizationCode: code, RefreshToken: refreshToken } = ctx?.oidc?.entities ?? {};
  const source = refreshToken ?? code;
  const uid = token?.sessionUid ?? source?.sessionUid ?? token?.grantId;
  return {
    clientId: token?.clientId ?? ctx?.oidc?.client?.clientId ?? '',
    sub,
    scopes: [...(source?.scopes ?? [])],
    authTime: source?.authTime,
    sessionState: uid === undefined ? undefined : uuidOf(uid),
  };
}

/**
 * oidc-provider does not keep JWT access tokens, and so can neither introspect nor revoke them nor take them at userinfo.
 * Here each has a reference in the store, by its `jti`, that it can.
 */
export function keepReference(
  store: RealmStore,
  token: TokenLike,
  scopes: readonly string[],
  ctx: KoaContextWithOIDC | undefined,
): Promise<void> {
  const { AuthorizationCode: code, RefreshToken: refreshToken } = ctx?.oidc?.entities ?? {};
  const source = refreshToken ?? code;
  const openid = source?.scopes?.has('openid') || ctx?.oidc?.grant?.getOIDCScope().split(' ').includes('openid');
  const iat = Math.floor(Date.now() / 1000);
  const { accountId, clientId, expiration, grantId, jti, kind, sessionUid } = token;
  const oidcScopes = sourceScopes(ctx).filter((scope) => !scopes.includes(scope) && scope !== 'openid');
  const scope = [...scopes, ...oidcScopes, ...(openid ? ['openid'] : [])].join(' ');
  const user = accountId !== undefined && { accountId, grantId, sessionUid };
  const payload = { kind, jti, clientId, ...user, scope, iat, exp: iat + expiration };
  return store.adapter(kind).upsert(jti, payload, expiration);
}

/** Every scope that the token being made is good for, those of OpenID included. */
export function grantedScopes(ctx: KoaContextWithOIDC | undefined, scopes: readonly string[]): ReadonlySet<string> {
  const isWanted = isWantedBy(ctx);
  const ofGrant = ctx?.oidc?.grant?.getOIDCScope().split(' ') ?? [];
  return new Set([...scopes, ...sourceScopes(ctx), ...ofGrant.filter(isWanted)]);
}

/** The scopes of the code or refresh token that a token is made by, as far as the token is to have them. */
function sourceScopes(ctx: KoaContextWithOIDC | undefined): readonly string[] {
  const { AuthorizationCode: code, RefreshToken: refreshToken } = ctx?.oidc?.entities ?? {};
  return [...((refreshToken ?? code)?.scopes ?? [])].filter(isWantedBy(ctx));
}

/** Which scopes a token is to have of those granted: all, or those that a refresh names (RFC 6749 §6). */
function isWantedBy(ctx: KoaContextWithOIDC | undefined): (scope: string) => boolean {
  const { grant_type, scope } = ctx?.oidc?.params ?? {};
  if (grant_type !== 'refresh_token' || typeof scope !== 'string' || scope === '') return () => true;
  const named = new Set(scope.split(' '));
  return (one) => named.has(one);
}
