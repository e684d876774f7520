import type { Context } from 'koa';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { scene } from '../scene.ts';
import { createRealmStore } from './adapter.ts';
import { createConsents } from './consents.ts';
import { forwarded } from './forward.ts';
import { interact } from './interaction.ts';
import { developmentKey } from './keys.ts';
import { type CodeOrder, mintCode } from './mint.ts';
import { createProvider, oidcProvider } from './provider.ts';
import { type Endpoint, keycloakPaths, type RealmRequest, type RealmSettings } from './settings.ts';
import { createTokenBook } from './token-book.ts';

/** Who an access token stands for. */
export interface TokenHolder {
  readonly clientId: string;
  readonly sub: string | undefined;
  readonly scopes: ReadonlySet<string>;
}

/** One realm of one fault's mock. */
export interface Realm {
  readonly settings: RealmSettings;
  readonly provider: Provider;
  /** Answers a request at or below `settings.path`; Koa's own answering is switched off for it. */
  handle(ctx: Context): Promise<void>;
  /** What an access token of this realm is good for at this request's time; undefined when it is not good. */
  holderOf(accessToken: string): Promise<TokenHolder | undefined>;
  /** Makes an authorization code without a browser. Throws an Error for an unknown client or account. */
  mintCode(order: CodeOrder): Promise<string>;
}

/** Makes a realm. Cheap: a few milliseconds, so that each fault can have its own. */
export async function createRealm(settings: RealmSettings): Promise<Realm> {
  const { errors } = await oidcProvider();
  const store = createRealmStore(() => new errors.InvalidGrant('already used'), settings.storeDefects);
  const consents = createConsents(settings);
  const provider = await createProvider(settings, store, consents);
  const paths: Readonly<Record<Endpoint, string>> = { ...keycloakPaths, ...settings.paths };
  const endpointAt = new Map(Object.entries(paths).map(([endpoint, path]) => [path, endpoint as Endpoint]));
  const book = createTokenBook();
  const scopes_supported = [...new Set(['openid', ...settings.scopes.map(({ name }) => name)])];

  provider.use(async (koa, next) => {
    await next();
    const ctx = koa as unknown as KoaContextWithOIDC;
    if (ctx.path.startsWith('/.well-known/') && ctx.status === 200)
      Object.assign(ctx.body as object, { scopes_supported });
    const endpoint =
      endpointAt.get(ctx.path) ?? (ctx.path.startsWith(`${paths.authorization}/`) ? 'authorization' : undefined);
    if (!endpoint || !ctx.oidc) return;
    if (endpoint === 'token' && ctx.status === 200) addMembers(ctx);
    if (endpoint === 'authorization') ctx.set('Referrer-Policy', 'no-referrer');
    await settings.onAnswer?.(ctx, endpoint);
    const { AccessToken: access, ClientCredentials: credentials } = ctx.oidc?.entities ?? {};
    const { access_token } = (ctx.body ?? {}) as { access_token?: unknown };
    const jti = (access ?? credentials)?.jti;
    if (endpoint === 'token' && typeof access_token === 'string' && jti) book.add(access_token, jti);
  });

  function addMembers(ctx: KoaContextWithOIDC): void {
    const { RefreshToken: refreshToken } = ctx.oidc.entities;
    const body = ctx.body as Record<string, unknown>;
    if (refreshToken && body.refresh_token !== undefined) body.refresh_expires_in = refreshToken.remainingTTL;
  }

  async function handle(ctx: Context): Promise<void> {
    const { req, res } = ctx;
    const url = (ctx.url.slice(settings.path.length) || '/') as string;
    const [path = '/', query = ''] = splitAt(url, '?');
    if (path === '/') return realmDocument(ctx);
    ctx.respond = false;
    const mountPath = `${scene().prefix}${settings.path}`;
    const endpoint = endpointAt.get(path);
    const headers = headersFor(ctx, settings);

    if (path.startsWith('/login-actions/')) {
      const copy = forwarded({ req, url, mountPath, headers });
      return interact({ provider, settings, consents, req: copy, res });
    }
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(ctx.get('content-type'));
    const hasForm = ctx.method === 'POST' && isForm;
    const params = new URLSearchParams(hasForm ? scene().body.toString('utf8') : query);
    const before = params.toString();
    if (endpoint) {
      const request: RealmRequest = {
        endpoint,
        method: ctx.method,
        params,
        query: new URLSearchParams(query),
        provider,
        headers,
      };
      if (settings.idTokenAlways) askForIdToken(request);
      translateTokens(request);
      await settings.onRequest?.(request);
    }
    const changed = params.toString() !== before;
    const forward = !changed ? { url } : hasForm ? { url, form: params } : { url: `${path}?${params}` };
    const copy = forwarded({ req, mountPath, headers, ...forward });
    await provider.callback()(copy, res);
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
    const pem = developmentKey(settings.key ?? 'first').publicKey.export({ type: 'spki', format: 'der' });
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
    provider,
    handle,
    async holderOf(accessToken) {
      const jti = book.referenceOf(accessToken);
      if (jti === undefined) return undefined;
      const token = (await provider.AccessToken.find(jti)) ?? (await provider.ClientCredentials.find(jti));
      if (!token) return undefined;
      const sub = 'accountId' in token ? token.accountId : undefined;
      return { clientId: String(token.clientId), sub, scopes: token.scopes };
    },
    mintCode: (order) => mintCode(provider, settings, order),
  };
}

/** Adds `openid` where a realm always answers with an id_token and the client names other scopes only. */
function askForIdToken({ endpoint, method, params }: RealmRequest): void {
  if (endpoint === 'authorization' ? !['GET', 'POST'].includes(method) : endpoint !== 'token') return;
  const scope = params.get('scope');
  if (!scope || params.getAll('scope').length > 1 || scope.split(' ').includes('openid')) return;
  if (endpoint === 'token' && params.get('grant_type') !== 'refresh_token') return;
  params.set('scope', `openid ${scope}`);
}

/** The header fields as oidc-provider is to see them: under the issuer's own name, however the mock was reached. */
function headersFor(ctx: Context, { issuer }: RealmSettings): NodeJS.Dict<string | string[]> {
  return { ...ctx.req.headers, host: new URL(issuer).host };
}

function splitAt(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
