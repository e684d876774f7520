import type { Context } from 'koa';
import compose from 'koa-compose';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { oldestAbove } from '../frame/bounded.ts';
import { scene } from '../frame/scene.ts';
import { type Restore, snapshotOf } from '../frame/snapshot.ts';
import { step } from '../frame/step.ts';
import { createRealmStore } from './adapter.ts';
import { createConsents } from './consents.ts';
import { interact } from './interaction.ts';
import { developmentKey, type KeyName } from './keys.ts';
import { oidcProvider } from './library.ts';
import { type CodeOrder, mintAccessToken, mintCode, mintIdToken, type TokenOrder } from './mint.ts';
import { mount } from './mount.ts';
import { Params } from './params.ts';
import { createProvider, type RealmMemory } from './provider.ts';
import { type Endpoint, keycloakPaths, type RealmRequest, type RealmSettings } from './settings.ts';
import { createTokenBook } from './token-book.ts';

/** Who an access token stands for. */
export interface TokenHolder {
  readonly clientId: string;
  readonly sub: string | undefined;
  readonly scopes: ReadonlySet<string>;
}

/** One realm of one variant of the mock. */
export interface Realm {
  readonly settings: RealmSettings;
  /** For the issuer by which the realm was asked last. */
  readonly provider: Provider;
  /** Responds to a request at or below `settings.path`. */
  handle(ctx: Context): Promise<void>;
  /** What an access token of this realm is good for at this request's time; undefined when it is not good. */
  holderOf(accessToken: string): Promise<TokenHolder | undefined>;
  /** Makes an authorization code without a browser. Throws an Error for an unknown client or account. */
  mintCode(order: CodeOrder): Promise<string>;
  /** Makes an access token, good at once. Throws an Error for an unknown client or account. */
  mintAccessToken(order: TokenOrder): Promise<string>;
  /** Makes an id token. Throws an Error for an unknown client or account. */
  mintIdToken(order: TokenOrder): Promise<string>;
  /** Publishes other keys from now on; the first one signs. */
  changeKeys(keys: readonly KeyName[]): void;
  readonly keys: () => readonly KeyName[];
  /** Whether a refresh token is live at this request's time. */
  knowsRefreshToken(token: string): Promise<boolean>;
  snapshot(): Restore;
}

interface Served {
  readonly provider: Provider;
  readonly respond: (ctx: Context) => Promise<void>;
}

/** Issuers, sets of keys and of claims that a realm goes by at a time. */
const mostProviders = 16;

/** What the settings make of a request before oidc-provider sees it. */
export const toProvider = step((request: RealmRequest, settings: RealmSettings): void | Promise<void> =>
  settings.onRequest?.(request),
);

/** What they make of its response before that leaves. */
export const fromProvider = step(
  (ctx: KoaContextWithOIDC, endpoint: Endpoint, settings: RealmSettings): void | Promise<void> =>
    settings.onResponse?.(ctx, endpoint),
);

/** Makes a realm. Cheap: a few milliseconds, so that each variant of the mock can have its own. */
export async function createRealm(settings: RealmSettings): Promise<Realm> {
  const { errors } = await oidcProvider();
  const store = createRealmStore(() => new errors.InvalidGrant('already used'), settings.reusable);
  const book = createTokenBook();
  const memory: RealmMemory = {
    store,
    consents: createConsents(),
    given: new Map(),
    keys: settings.keys ?? ['first'],
  };
  const paths: Readonly<Record<Endpoint, string>> = { ...keycloakPaths, ...settings.paths };
  const endpointAt = new Map(Object.entries(paths).map(([endpoint, path]) => [path, endpoint as Endpoint]));
  const providers = new Map<string, Promise<Served>>();
  let current = await served();

  /** The provider of this request: oidc-provider's issuer, keys and names of claims are settled when it is made. */
  function served(): Promise<Served> {
    const names = [...memory.given.values()].flatMap((claims) => Object.keys(claims));
    const key = JSON.stringify([settings.issuer, memory.keys, [...new Set(names)].sort()]);
    const known = providers.get(key);
    const made = known ?? make();
    providers.set(key, made);
    for (const oldest of oldestAbove(providers, mostProviders)) providers.delete(oldest);
    return made;
  }

  const scopes_supported = [...new Set(['openid', ...settings.scopes.map(({ name }) => name)])];

  async function make(): Promise<Served> {
    const provider = await createProvider(settings, memory);
    return { provider, respond: compose(provider.middleware) as Served['respond'] };
  }

  /** What a response has besides oidc-provider's own. */
  async function amend(ctx: KoaContextWithOIDC): Promise<void> {
    const { path } = ctx;
    if (path.startsWith('/.well-known/') && ctx.status === 200) Object.assign(ctx.body as object, { scopes_supported });
    const isAuthorization = path.startsWith(`${paths.authorization}/`);
    const endpoint = endpointAt.get(path) ?? (isAuthorization ? 'authorization' : undefined);
    if (!endpoint || !ctx.oidc) return;
    const { RefreshToken: refreshToken, AccessToken: access, ClientCredentials: credentials } = ctx.oidc.entities;
    const given = (ctx.body ?? {}) as { refresh_token?: string; refresh_expires_in?: number };
    if (endpoint === 'token' && ctx.status === 200 && refreshToken && given.refresh_token !== undefined) {
      given.refresh_expires_in = refreshToken.remainingTTL;
    }
    if (endpoint === 'authorization') ctx.set('Referrer-Policy', 'no-referrer');
    const changing = fromProvider(ctx, endpoint, settings);
    if (changing) await changing;
    const { access_token } = (ctx.body ?? {}) as { access_token?: unknown };
    const jti = (access ?? credentials)?.jti;
    if (endpoint === 'token' && typeof access_token === 'string' && jti) book.add(access_token, jti);
  }

  async function handle(ctx: Context): Promise<void> {
    const [path, query] = splitAt(ctx.url.slice(settings.path.length), '?');
    const url = query === '' ? path : `${path}?${query}`;
    if (path === '' || path === '/') return realmDocument(ctx);
    current = await served();
    const { provider, respond } = current;
    // oidc-provider is to see the issuer's own name, however the mock was reached.
    const { host, pathname: mountPath, protocol } = new URL(settings.issuer);
    const endpoint = endpointAt.get(path);
    const headers = { ...ctx.req.headers, host };
    Object.defineProperty(ctx.request, 'protocol', { value: protocol.slice(0, -1), configurable: true });

    if (path.startsWith('/login-actions/')) {
      mount(ctx, { url, mountPath, headers });
      ctx.respond = false;
      return interact({ provider, settings, memory, req: ctx.req, res: ctx.res });
    }
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(ctx.get('content-type'));
    const hasForm = ctx.method === 'POST' && isForm;
    const params = new Params(hasForm ? scene().body.toString('utf8') : query);
    if (endpoint) {
      const request: RealmRequest = { endpoint, method: ctx.method, params, query, provider, headers };
      if (settings.idTokenAlways) askForIdToken(request);
      translateTokens(request);
      const changing = toProvider(request, settings);
      if (changing) await changing;
    }
    mount(ctx, {
      url: params.changed && !hasForm ? `${path}?${params}` : url,
      mountPath,
      headers,
      ...(params.changed && hasForm && { form: params.toString() }),
    });
    // Signed with the provider's keys, which the mock's own Koa does not have.
    if (endpoint !== 'token') ctx.cookies = provider.createContext(ctx.req, ctx.res).cookies;
    await respond(ctx);
    await amend(ctx as unknown as KoaContextWithOIDC);
  }

  /** JWT access tokens go by their references where oidc-provider looks tokens up. */
  function translateTokens({ endpoint, params, headers }: RealmRequest): void {
    if (endpoint === 'userinfo') {
      const [, scheme, token] = /^(\S+) (.+)$/.exec(String(headers.authorization ?? '')) ?? [];
      if (token !== undefined) headers.authorization = `${scheme} ${book.referenceOf(token) ?? 'unknown'}`;
      const inForm = params.get('access_token');
      if (inForm !== null) params.set('access_token', book.referenceOf(inForm) ?? 'unknown');
    }
    const token = params.get('token');
    if ((endpoint === 'introspection' || endpoint === 'revocation') && token) {
      const reference = book.referenceOf(token) ?? (token.includes('.') ? 'unknown' : undefined);
      if (reference !== undefined) params.set('token', reference);
    }
  }

  function realmDocument(ctx: Context): void {
    const { issuer } = settings;
    const pem = developmentKey(memory.keys[0] ?? 'first').publicKey.export({ type: 'spki', format: 'der' });
    ctx.body = {
      realm: settings.path.split('/').at(-1),
      public_key: pem.toString('base64'),
      'token-service': `${issuer}/protocol/openid-connect`,
      'account-service': `${issuer}/account`,
      'tokens-not-before': 0,
    };
  }

  return {
    settings,
    get provider() {
      return current.provider;
    },
    handle,
    async holderOf(accessToken) {
      const { provider } = await served();
      const jti = book.referenceOf(accessToken);
      if (jti === undefined) return undefined;
      const token = (await provider.AccessToken.find(jti)) ?? (await provider.ClientCredentials.find(jti));
      if (!token) return undefined;
      const sub = 'accountId' in token ? token.accountId : undefined;
      return { clientId: String(token.clientId), sub, scopes: token.scopes };
    },
    knowsRefreshToken: async (token) => {
      const { provider } = await served();
      return Boolean(await provider.RefreshToken.find(token));
    },
    mintCode: async (order) => mintCode((await served()).provider, settings, order),
    async mintAccessToken(order) {
      const { token, reference } = await mintAccessToken((await served()).provider, settings, order);
      book.add(token, reference);
      return token;
    },
    mintIdToken: async (order) => mintIdToken((await served()).provider, settings, memory.keys[0] ?? 'first', order),
    keys: () => memory.keys,
    changeKeys(keys) {
      memory.keys = keys;
    },
    snapshot: () => snapshotOf([store, book, memory.consents, memory]),
  };
}

/** Adds `openid` where a realm always responds with an id_token and the client names other scopes only. */
function askForIdToken({ endpoint, method, params }: RealmRequest): void {
  if (endpoint === 'authorization' ? !['GET', 'POST'].includes(method) : endpoint !== 'token') return;
  const scope = params.get('scope');
  if (!scope || params.getAll('scope').length > 1 || scope.split(' ').includes('openid')) return;
  if (endpoint === 'token' && params.get('grant_type') !== 'refresh_token') return;
  params.set('scope', `openid ${scope}`);
}

function splitAt(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
