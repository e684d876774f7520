import { randomBytes } from 'node:crypto';
import type { AccountClaims, Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { step } from '../frame/step.ts';
import type { RealmStore } from './adapter.ts';
import { accessClaims, claimsByScope, claimsFor, type GivenClaims } from './claims.ts';
import { isLoopback, metadataOf, relaxRedirects, takeAnySecret, withAnyClient } from './clients.ts';
import type { ConsentStore } from './consents.ts';
import type { KeyName } from './keys.ts';
import { apiResource, type Library, oidcProvider } from './library.ts';
import { mintedClaims } from './mint.ts';
import { pageHeaders, renderMessage } from './pages.ts';
import { passwordGrant } from './password-grant.ts';
import { keycloakPaths, type RealmSettings, type TokenFacts, usualLifetimes } from './settings.ts';
import { signingKey } from './signing-key.ts';
import { factsOf, grantedScopes, keepReference } from './token-scopes.ts';

const cookieKey = randomBytes(32).toString('base64url');

/** What the providers of one realm have in common: there is one for each issuer and set of keys that it goes by. */
export interface RealmMemory {
  readonly store: RealmStore;
  readonly consents: ConsentStore;
  /** Claims given at login, by subject. */
  readonly given: GivenClaims;
  /** The keys that are published; the first one signs. */
  keys: readonly KeyName[];
}

/** The provider of one realm. */
export async function createProvider(settings: RealmSettings, memory: RealmMemory): Promise<Provider> {
  const { store } = memory;
  const { ExternalSigningKey, Provider } = await oidcProvider();
  const provider = new Provider(settings.issuer, configurationOf(settings, memory, ExternalSigningKey));
  if (settings.anyClient) takeAnySecret(provider, settings);
  if (settings.anyClient || settings.clients.some(({ grant_types }) => grant_types?.includes('password')))
    passwordGrant(provider, settings);
  relaxRedirects(provider, settings);
  provider.on('end_session.success', (ctx) => store.endSession(ctx.oidc.session?.uid ?? ''));
  for (const { client_id } of settings.clients) await provider.Client.find(client_id);
  return provider;
}

function configurationOf(
  settings: RealmSettings,
  memory: RealmMemory,
  ExternalSigningKey: Library['ExternalSigningKey'],
): Configuration {
  const { store, consents } = memory;
  const { accounts, clients, cookieName, idTokenAlways, scopes } = settings;
  const lifetimes = { ...usualLifetimes, ...settings.lifetimes };
  const paths = { ...keycloakPaths, ...settings.paths };
  const apiScopes = new Set(scopes.map(({ name }) => name).filter((name) => name !== 'openid'));
  const origins = new Map(clients.map(({ client_id, web_origins = [] }) => [client_id, web_origins]));
  const loopback = new Set(clients.filter((one) => one.any_loopback_redirect).map(({ client_id }) => client_id));
  const claimsOf = claimsByScope(settings);
  const givenNames = [...memory.given.values()].flatMap((claims) => Object.keys(claims));
  claimsOf.openid = [...new Set([...(claimsOf.openid ?? []), ...idClaimNames(settings), ...givenNames])];
  const accountOf = (sub: string) => accounts.find((one) => one.sub === sub);
  return {
    adapter: settings.anyClient ? (model) => withAnyClient(store.adapter(model), model) : store.adapter,
    jwks: { keys: memory.keys.map((key) => signingKey(ExternalSigningKey, key)) },
    clients: clients.map(metadataOf),
    findAccount: (ctx, sub, token) => {
      const account = accountOf(sub);
      if (!account) return undefined;
      return {
        accountId: sub,
        claims: async (use): Promise<AccountClaims> => ({
          ...claimsFor(settings, account, use === 'id_token' ? use : 'userinfo', memory.given.get(sub)),
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
    scopes: ['openid', ...Object.keys(claimsOf).filter((name) => name !== 'openid')],
    responseTypes: ['code'],
    subjectTypes: ['public'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    conformIdTokenClaims: false,
    pkce: { required: () => false },
    revokeGrantPolicy: () => misuseEndsGrant(),
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
          const scopes = token.scope?.split(' ').filter((scope) => scope !== '') ?? [];
          const sub = String(jwt.payload.sub);
          const usual = { ...jwt.payload };
          const facts = { ...factsOf(ctx, token as never, sub), scopes };
          jwt.header = { typ: 'JWT' };
          jwt.payload = {
            ...(settings.accessTokenClaims?.(usual, facts) ?? usual),
            ...accessClaims(settings, accountOf(sub), grantedScopes(ctx, scopes), memory.given.get(sub)),
            ...mintedClaims.get(token),
          };
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
      ctx.set(pageHeaders('message'));
      ctx.type = 'html';
      ctx.body = renderMessage(settings, {
        heading: 'This request cannot be served',
        text: out.error_description ?? out.error,
        detail: out.error,
        ...(out.error === 'invalid_redirect_uri' && redirectFacts(ctx, settings)),
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

/** Whether the misuse of a code or refresh token ends what was made with it (RFC 9700 §2.1.1, §4.14.2). */
export const misuseEndsGrant = step((): boolean => true);

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

/** What a person needs to fix a redirect URI that was refused. */
function redirectFacts(ctx: KoaContextWithOIDC, { clients }: RealmSettings): { readonly facts: readonly string[] } {
  const { client_id, redirect_uri } = ctx.oidc?.params ?? {};
  const client = clients.find((one) => one.client_id === client_id);
  const registered = [...(client?.redirect_uris ?? []), ...(client?.any_loopback_redirect ? ['any on loopback'] : [])];
  return { facts: [`sent: ${redirect_uri}`, `registered: ${registered.join(', ') || 'none'}`] };
}

function showMessage(
  ctx: KoaContextWithOIDC,
  settings: RealmSettings,
  heading: string,
  text: string,
  form?: string,
): void {
  ctx.set(pageHeaders('message'));
  ctx.type = 'html';
  ctx.body = renderMessage(settings, { heading, text, form });
}
