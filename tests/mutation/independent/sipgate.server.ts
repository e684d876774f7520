import { altered, instead, kept, together } from '../../../mock-idp/faults/changes.ts';
import { now } from '../../../mock-idp/frame/scene.ts';
import { found, isLive, isUsedOnce } from '../../../mock-idp/oidc/adapter.ts';
import { mayRedirectTo } from '../../../mock-idp/oidc/clients.ts';
import { grantedBefore } from '../../../mock-idp/oidc/consents.ts';
import { whoLogsIn } from '../../../mock-idp/oidc/interaction.ts';
import { fromProvider, toProvider } from '../../../mock-idp/oidc/realm.ts';
import type { AccountEntry, RealmRequest, RealmSettings } from '../../../mock-idp/oidc/settings.ts';
import { settingsOf } from '../../../mock-idp/systems/sipgate/realms.ts';
import { scopesOf, whyRefused } from '../../../mock-idp/systems/sipgate/resource.ts';
import type { Defects } from './defect.ts';

const USERNAME =
  'If redirected to the authentication screen, the user can login into the authorization system with his sipgate username and password.';
const SINGLE_USE =
  'The authentication system appends a single use code as a query string to the previously provided redirect uri and redirects the user to that location.';
const YOUR_CODE =
  'To request access and a refresh tokens for the user, you need to send your client credentials and the previously fetched code to the authentication system.';
const REFRESH =
  'To get a new access token, you have to send the corresponding refresh token as well as your client id and client secret to our authentication system at:';
const REDIRECT_URI = 'redirect_uri: The URI the user will be redirected to after authorization.';
const FIVE_MINUTES =
  'Due to security reasons, the access token obtained in step 4 has a very limited lifetime of usually 5 minutes.';
const HEADER = 'To do so, you have to send the access token as authorization header.';
const CONSENT_ONCE = 'Note that the user needs to grant access only once as long as the scopes do not change.';
const SCOPE = 'scope: Scopes the user should grant access to, e.g: balance:read';
const NEW_SET =
  'Our authentication system will provide a new set of access token and refresh_token with a response like the following:';

const caller = kept(() => ({ clientId: '', grant: '' }));
const users = kept(() => new Map<string, AccountEntry>());
const known = kept(() => new Map<string, ReadonlySet<string>>());
const refreshes = kept(() => ({ count: 0 }));

const clientOf = ({ clients }: RealmSettings, id: string | null) => clients.find(({ client_id }) => client_id === id);
const isRefresh = ({ endpoint, params }: RealmRequest) =>
  endpoint === 'token' && params.get('grant_type') === 'refresh_token';

/** Lets tokens and codes be those of whoever asks with them, for one grant. */
const ofWhoeverAsks = (grant: string, models: readonly string[]) =>
  together(
    instead(toProvider, (honest) => (request, settings) => {
      if (request.endpoint === 'token') {
        caller().clientId = request.params.get('client_id') ?? '';
        caller().grant = request.params.get('grant_type') ?? '';
      }
      return honest(request, settings);
    }),
    altered(found, (payload, _, model) =>
      payload && models.includes(model) && caller().grant === grant
        ? { ...payload, clientId: caller().clientId }
        : payload,
    ),
  );

const sending = (change: (request: RealmRequest, settings: RealmSettings) => void) =>
  instead(toProvider, (honest) => (request, settings) => {
    change(request, settings);
    return honest(request, settings);
  });

function payloadOf(token: string): {
  readonly exp?: number;
  readonly realm_access?: { readonly roles: readonly string[] };
} {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return {};
  }
}

export const defects: Defects = {
  'password-in-any-case': [
    USERNAME,
    'The password is compared without regard to case.',
    altered(
      whoLogsIn,
      (user, accounts, username, password) =>
        user ??
        accounts.find((one) => one.username === username && one.password.toLowerCase() === password.toLowerCase()),
    ),
  ],
  'password-of-eight-characters': [
    USERNAME,
    'Only the first eight characters of the password are compared.',
    altered(
      whoLogsIn,
      (user, accounts, username, password) =>
        user ?? accounts.find((one) => one.username === username && one.password.slice(0, 8) === password.slice(0, 8)),
    ),
  ],
  'logins-cached-by-name': [
    USERNAME,
    'Who has logged in is let in by the user name alone the next time.',
    instead(whoLogsIn, (honest) => (accounts, username, password) => {
      const user = users().get(username) ?? honest(accounts, username, password);
      if (user) users().set(username, user);
      return user;
    }),
  ],
  'code-again-after-half-a-minute': [
    SINGLE_USE,
    'That a code was used is remembered for half a minute, and the code lives for a whole one.',
    together(
      instead(found, (honest) => async (payload, model, reusable) => {
        if (payload === undefined || model !== 'AuthorizationCode') return honest(payload, model, reusable);
        const isForgotten = payload.consumed && now() / 1000 - Number(payload.consumed) > 30;
        return { ...payload, ...(isForgotten && { consumed: undefined }) };
      }),
      altered(isUsedOnce, (once, model) => once && model !== 'AuthorizationCode'),
    ),
  ],
  'code-of-another-client': [
    YOUR_CODE,
    'A code is exchanged for whichever client sends it.',
    ofWhoeverAsks('authorization_code', ['AuthorizationCode', 'Grant']),
  ],
  'client-id-without-realm': [
    'client_id: Your client id, something like 2556404-0-dc848ae6-085c-11e8-92a6-31b99c83912e:third-party',
    'At the token endpoint a client_id without what stands behind the colon is taken for the whole one.',
    sending(({ endpoint, params }, { clients }) => {
      const id = params.get('client_id');
      const whole = clients.find(({ client_id }) => client_id.split(':')[0] === id)?.client_id;
      if (endpoint === 'token' && whole !== undefined && whole !== id) params.set('client_id', whole);
    }),
  ],
  'beginning-of-a-redirect-uri': [
    REDIRECT_URI,
    'A redirect URI is good when it begins with a registered one.',
    altered(mayRedirectTo, (may, uri, registered) => may || registered.some((one) => uri.startsWith(one))),
  ],
  'redirect-uri-with-any-query': [
    REDIRECT_URI,
    'Redirect URIs are compared without their queries.',
    altered(
      mayRedirectTo,
      (may, uri, registered) => may || registered.some((one) => one.split('?')[0] === uri.split('?')[0]),
    ),
  ],
  'redirect-uri-with-any-host-below': [
    REDIRECT_URI,
    'A redirect URI may lead to any host below the domain of a registered one.',
    altered(mayRedirectTo, (may, uri, registered) => {
      if (may || !URL.canParse(uri)) return may;
      const { host, pathname } = new URL(uri);
      return registered.some((one) => {
        const url = new URL(one);
        return host.endsWith(`.${url.host}`) && pathname === url.pathname;
      });
    }),
  ],
  'query-of-redirect-uri-lost': [
    SINGLE_USE,
    'The code replaces the query that the redirect URI has.',
    instead(fromProvider, (honest) => async (ctx, endpoint, settings) => {
      await honest(ctx, endpoint, settings);
      const location = ctx.response.get('Location');
      if (endpoint !== 'authorization' || !location?.includes('code=')) return;
      const url = new URL(location);
      for (const name of [...url.searchParams.keys()]) {
        if (!['code', 'state', 'iss', 'session_state'].includes(name)) url.searchParams.delete(name);
      }
      ctx.set('Location', url.href);
    }),
  ],
  'any-scope-opens': [
    SCOPE,
    'A resource opens to a token with any scope that ends in :read.',
    altered(whyRefused, (reason, _token, scopes) =>
      reason === 'other scope' && [...(scopes ?? [])].some((scope) => scope.endsWith(':read')) ? undefined : reason,
    ),
  ],
  'new-scopes-granted-silently': [
    CONSENT_ONCE,
    'A user who has granted something is not asked again when the scopes change.',
    altered(grantedBefore, (granted, _, wanted) => granted && new Set([...granted, ...wanted])),
  ],
  'asked-again-for-fewer-scopes': [
    CONSENT_ONCE,
    'The user is asked again unless the scopes come in the same order as before.',
    altered(grantedBefore, (granted, _, wanted) => {
      const own = (names: Iterable<string>) => [...names].filter((name) => name !== 'openid').join(' ');
      return granted && own(granted) === own(wanted) ? granted : undefined;
    }),
  ],
  'access-token-of-ten-minutes': [
    FIVE_MINUTES,
    'The access token works for ten minutes, although the response says five.',
    altered(isLive, (live, { expiresAt }, model) => live || (model === 'AccessToken' && expiresAt + 300_000 > now())),
  ],
  'access-token-of-four-minutes': [
    FIVE_MINUTES,
    'The access token works for four minutes, although the response says five.',
    altered(isLive, (live, { expiresAt }, model) => live && !(model === 'AccessToken' && expiresAt - 60_000 < now())),
  ],
  'refreshed-token-told-an-hour': [
    NEW_SET,
    'The response to a refresh says that the access token lives for an hour.',
    instead(fromProvider, (honest) => async (ctx, endpoint, settings) => {
      await honest(ctx, endpoint, settings);
      if (endpoint === 'token' && ctx.status === 200 && ctx.oidc.params?.grant_type === 'refresh_token')
        ctx.body = { ...(ctx.body as object), expires_in: 3600 };
    }),
  ],
  'refresh-token-of-a-day': [
    '"refresh_expires_in" : 2592000',
    'A refresh token works for a day, although the response says thirty.',
    altered(
      isLive,
      (live, { expiresAt }, model) => live && !(model === 'RefreshToken' && expiresAt - 2_505_600_000 < now()),
    ),
  ],
  'refresh-token-without-end': [
    '"refresh_expires_in" : 2592000',
    'A refresh token works after the thirty days that the response says.',
    altered(isLive, (live, _, model) => live || model === 'RefreshToken' || model === 'Grant'),
  ],
  'refresh-without-secret': [
    REFRESH,
    'A refresh without a client secret is that of a public client, and succeeds.',
    sending((request, settings) => {
      const { params } = request;
      const secret = clientOf(settings, params.get('client_id'))?.client_secret;
      if (isRefresh(request) && !params.has('client_secret') && secret !== undefined)
        params.set('client_secret', secret);
    }),
  ],
  'secret-in-any-case': [
    'client_secret: Your client secret, something like a1138f1-7-dc848ae6-99aa-23ed-23a4-b7da6846f141',
    'The client secret is compared without regard to case.',
    sending(({ endpoint, params }, settings) => {
      const secret = clientOf(settings, params.get('client_id'))?.client_secret;
      if (
        endpoint === 'token' &&
        secret !== undefined &&
        secret.toLowerCase() === params.get('client_secret')?.toLowerCase()
      )
        params.set('client_secret', secret);
    }),
  ],
  'refresh-token-of-another-client': [
    'refresh_token: The refresh token corresponding to the expiring access token.',
    'A refresh token works for whichever client sends it.',
    ofWhoeverAsks('refresh_token', ['RefreshToken', 'Grant']),
  ],
  'second-refresh-without-refresh-token': [
    NEW_SET,
    'The response to a second refresh has no refresh token.',
    instead(fromProvider, (honest) => async (ctx, endpoint, settings) => {
      await honest(ctx, endpoint, settings);
      if (endpoint !== 'token' || ctx.status !== 200 || ctx.oidc.params?.grant_type !== 'refresh_token') return;
      refreshes().count += 1;
      const { refresh_token, ...members } = ctx.body as Record<string, unknown>;
      if (refreshes().count % 2 === 0) ctx.body = members;
    }),
  ],
  'clients-of-every-realm': [
    'realm: The Realm where your client is established.',
    'Every realm knows the clients of all realms.',
    altered(settingsOf, (settings, _name, data) => {
      const all = { ...settings, clients: data.clients };
      return Object.defineProperty(all, 'issuer', { get: () => settings.issuer });
    }),
  ],
  'signature-not-verified': [
    HEADER,
    'The resource decodes the access token and looks at its end and scopes, and not at its signature.',
    instead(scopesOf, (honest) => async (token, realms) => {
      const { exp = 0, realm_access } = payloadOf(token);
      const scopes = await honest(token, realms);
      return scopes ?? (exp * 1000 > now() && realm_access ? new Set(realm_access.roles) : undefined);
    }),
  ],
  'refresh-token-opens': [
    HEADER,
    'The resource takes a live refresh token for an access token with all scopes.',
    instead(scopesOf, (honest) => async (token, realms) => {
      const scopes = await honest(token, realms);
      if (scopes) return scopes;
      const refresh = await Promise.all(realms.map((realm) => realm.knowsRefreshToken(token)));
      return refresh.includes(true) ? new Set(['all']) : undefined;
    }),
  ],
  'resource-caches-tokens': [
    HEADER,
    'What the resource has found out of a token is cached, and the cache does not look at its end.',
    instead(scopesOf, (honest) => async (token, realms) => {
      const scopes = known().get(token) ?? (await honest(token, realms));
      if (scopes) known().set(token, scopes);
      return scopes;
    }),
  ],
};
