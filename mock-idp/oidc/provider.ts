import { randomBytes } from 'node:crypto';
import type { AccountClaims, ClientMetadata, Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { RealmStore } from './adapter.ts';
import type { ConsentStore } from './consents.ts';
import { apiResource, type Library, oidcProvider, uuidOf } from './library.ts';
import { pageHeaders, renderMessage } from './pages.ts';
import { passwordGrant } from './password-grant.ts';
import { type ClientEntry, keycloakPaths, type RealmSettings, type TokenFacts, usualLifetimes } from './settings.ts';
import { signingKey } from './signing-key.ts';

const cookieKey = randomBytes(32).toString('base64url');

/** The provider of one realm. */
export async function createProvider(
  settings: RealmSettings,
  store: RealmStore,
  consents: ConsentStore,
): Promise<Provider> {
  const { ExternalSigningKey, Provider } = await oidcProvider();
  const provider = new Provider(settings.issuer, configurationOf(settings, store, consents, ExternalSigningKey));
  if (settings.clients.some(({ grant_types }) => grant_types?.includes('password'))) passwordGrant(provider, settings);
  relaxRedirects(provider, settings);
  provider.on('end_session.success', (ctx) => store.endSession(ctx.oidc.session?.uid ?? ''));
  for (const { client_id } of settings.clients) await provider.Client.find(client_id);
  return provider;
}

function configurationOf(
  settings: RealmSettings,
  store: RealmStore,
  consents: ConsentStore,
  ExternalSigningKey: Library['ExternalSigningKey'],
): Configuration {
  const { accounts, clients, cookieName, idTokenAlways, key = 'first', scopes } = settings;
  const lifetimes = { ...usualLifetimes, ...settings.lifetimes };
  const paths = { ...keycloakPaths, ...settings.paths };
  const apiScopes = new Set(scopes.map(({ name }) => name).filter((name) => name !== 'openid'));
  const origins = new Map(clients.map(({ client_id, web_origins = [] }) => [client_id, web_origins]));
  const loopback = new Set(clients.filter((one) => one.any_loopback_redirect).map(({ client_id }) => client_id));
  const claimsOf: Record<string, string[]> = { openid: ['sub', 'auth_time', 'acr', ...idClaimNames(settings)] };
  for (const [scope, names] of Object.entries(settings.claims ?? {})) {
    claimsOf[scope] = [...(claimsOf[scope] ?? []), ...names];
  }
  return {
    adapter: store.adapter,
    jwks: { keys: [signingKey(ExternalSigningKey, key)] },
    clients: clients.map(metadataOf),
    findAccount: (ctx, sub, token) => {
      const account = accounts.find((one) => one.sub === sub);
      if (!account) return undefined;
      return {
        accountId: sub,
        claims: async (use): Promise<AccountClaims> => ({
          ...account.claims,
          sub,
          ...(use === 'id_token' && settings.idTokenClaims?.(factsOf(ctx, token as never, sub))),
        }),
      };
    },
    routes: paths,
    cookies: {
      keys: [cookieKey],
      names: { session: `${cookieName}_SESSION`, interaction: `${cookieName}_LOGIN`, resume: `${cookieName}_RESUME` },
      long: { signed: true, httpOnly: true, sameSite: 'lax' },
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    claims: claimsOf,
    scopes: ['openid', ...Object.keys(settings.claims ?? {}).filter((name) => name !== 'openid')],
    responseTypes: ['code'],
    subjectTypes: ['public'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    conformIdTokenClaims: false,
    pkce: { required: () => false },
    revokeGrantPolicy: () => settings.misuseEndsGrant?.() ?? true,
    rotateRefreshToken: settings.rotateRefreshTokens ?? true,
    issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
    clientBasedCORS: (_, origin, client) =>
      (origins.get(client.clientId) ?? []).includes(origin) || (loopback.has(client.clientId) && isLoopback(origin)),
    extraClientMetadata: { properties: ['any_loopback_redirect'] },
    expiresWithSession: () => false,
    features: {
      devInteractions: { enabled: false },
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: (_, client) => client.clientAuthMethod !== 'none' },
      revocation: { enabled: true, allowedPolicy: (_, client, token) => token.clientId === client.clientId },
      userinfo: { enabled: true },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => void showMessage(ctx, settings, 'Log out', 'Do you want to log out?', form),
        postLogoutSuccessSource: (ctx) => void showMessage(ctx, settings, 'Logged out', 'You are logged out.'),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => apiResource,
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx) => ({
          scope: scopesAskedFor(ctx, apiScopes),
          audience: apiResource,
          accessTokenTTL: lifetimes.accessToken,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    formats: {
      customizers: {
        jwt: (ctx, token, jwt) => {
          const scopes = token.scope?.split(' ') ?? [];
          const sub = String(jwt.payload.sub);
          const usual = { ...jwt.payload };
          const facts = { ...factsOf(ctx, token as never, sub), scopes };
          jwt.header = { typ: 'JWT' };
          jwt.payload = settings.accessTokenClaims?.(usual, facts) ?? usual;
          return keepReference(store, token as never, scopes, ctx);
        },
      },
    },
    interactions: { url: (_, { uid }) => `${settings.issuer}/login-actions/${uid}` },
    loadExistingGrant: async (ctx) => {
      const { account, client, params, provider } = ctx.oidc;
      if (!account || !client) return undefined;
      const wanted = String(params?.scope ?? '')
        .split(' ')
        .filter((scope) => scope !== '');
      const granted = settings.consentImplied
        ? new Set(wanted)
        : consents.granted(account.accountId, client.clientId, wanted);
      if (!granted) return undefined;
      const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
      const isOpenid = (scope: string) => scope === 'openid' || scope in claimsOf;
      grant.addOIDCScope([...granted, ...(idTokenAlways ? ['openid'] : [])].filter(isOpenid).join(' '));
      grant.addResourceScope(apiResource, [...granted].filter((scope) => scope !== 'openid').join(' '));
      await grant.save();
      return grant;
    },
    renderError: (ctx, out) => {
      ctx.set(pageHeaders(settings, 'message'));
      ctx.type = 'html';
      ctx.body = renderMessage(settings, {
        heading: 'This request cannot be served',
        text: out.error_description ?? out.error,
        detail: out.error,
      });
    },
    ttl: {
      AccessToken: lifetimes.accessToken,
      AuthorizationCode: lifetimes.code,
      ClientCredentials: lifetimes.accessToken,
      Grant: lifetimes.refreshToken,
      IdToken: lifetimes.idToken,
      Interaction: 1800,
      RefreshToken: lifetimes.refreshToken,
      Session: Math.max(lifetimes.refreshToken, 36_000),
    },
  };
}

/** The scopes of the API that a request names, or all of them where it names none (a code or token has them then). */
function scopesAskedFor(ctx: KoaContextWithOIDC, known: ReadonlySet<string>): string {
  const { scope } = ctx.oidc.params ?? {};
  const asked = typeof scope === 'string' ? scope.split(' ').filter((name) => known.has(name)) : [...known];
  return asked.join(' ');
}

/** Names of the claims that the settings add to id tokens. */
function idClaimNames({ idTokenClaims }: RealmSettings): readonly string[] {
  const none: TokenFacts = { clientId: '', sub: '', scopes: [], authTime: 0, sessionState: '' };
  return Object.keys(idTokenClaims?.(none) ?? {}).filter((name) => name !== 'sub');
}

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

function factsOf(ctx: KoaContextWithOIDC | undefined, token: TokenLike | undefined, sub: string): TokenFacts {
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
function keepReference(
  store: RealmStore,
  token: TokenLike,
  scopes: readonly string[],
  ctx: KoaContextWithOIDC,
): Promise<void> {
  const { AuthorizationCode: code, RefreshToken: refreshToken } = ctx.oidc?.entities ?? {};
  const source = refreshToken ?? code;
  const openid = source?.scopes?.has('openid') || ctx.oidc?.grant?.getOIDCScope().split(' ').includes('openid');
  const iat = Math.floor(Date.now() / 1000);
  const { accountId, clientId, expiration, grantId, jti, kind, sessionUid } = token;
  const oidcScopes = [...(source?.scopes ?? [])].filter((scope) => !scopes.includes(scope) && scope !== 'openid');
  const scope = [...scopes, ...oidcScopes, ...(openid ? ['openid'] : [])].join(' ');
  const user = accountId !== undefined && { accountId, grantId, sessionUid };
  const payload = { kind, jti, clientId, ...user, scope, iat, exp: iat + expiration };
  return store.adapter(kind).upsert(jti, payload, expiration);
}

function metadataOf(client: ClientEntry): ClientMetadata {
  const { any_loopback_redirect, client_id, client_secret, name, post_logout_redirect_uris, redirect_uris } = client;
  const grant_types = [...(client.grant_types ?? ['authorization_code', 'refresh_token'])];
  return {
    client_id,
    ...(client_secret !== undefined && { client_secret }),
    ...(name !== undefined && { client_name: name }),
    application_type: 'web',
    token_endpoint_auth_method: client_secret === undefined ? 'none' : 'client_secret_post',
    grant_types,
    response_types: grant_types.includes('authorization_code') ? ['code'] : [],
    redirect_uris: redirect_uris.length > 0 || !any_loopback_redirect ? [...redirect_uris] : ['http://127.0.0.1/'],
    ...(post_logout_redirect_uris && { post_logout_redirect_uris: [...post_logout_redirect_uris] }),
    ...(any_loopback_redirect && { any_loopback_redirect }),
  };
}

function isLoopback(uri: string): boolean {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  return url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

/** Any loopback URI for the clients that may have one (RFC 8252 §7.3), and what a defect allows besides. */
function relaxRedirects({ Client }: Provider, { redirectUriAllowed }: RealmSettings): void {
  const strict = Client.prototype.redirectUriAllowed;
  Client.prototype.redirectUriAllowed = function allowed(uri: string) {
    const anyLoopback = Boolean((this as unknown as Record<string, unknown>).any_loopback_redirect);
    const sound = strict.call(this, uri) || (anyLoopback && isLoopback(uri) && !uri.includes('#'));
    return redirectUriAllowed?.(uri, sound) ?? sound;
  };
}

function showMessage(
  ctx: KoaContextWithOIDC,
  settings: RealmSettings,
  heading: string,
  text: string,
  form?: string,
): void {
  ctx.set(pageHeaders(settings, 'message'));
  ctx.type = 'html';
  ctx.body = renderMessage(settings, { heading, text, form });
}
