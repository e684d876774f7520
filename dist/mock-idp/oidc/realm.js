import compose from 'koa-compose';
import { oldestAbove } from '../frame/bounded.js';
import { scene } from '../frame/scene.js';
import { snapshotOf } from '../frame/snapshot.js';
import { createRealmStore } from './adapter.js';
import { createConsents } from './consents.js';
import { interact } from './interaction.js';
import { developmentKey } from './keys.js';
import { oidcProvider } from './library.js';
import { mintAccessToken, mintCode, mintIdToken } from './mint.js';
import { mount } from './mount.js';
import { Params } from './params.js';
import { createProvider } from './provider.js';
import { keycloakPaths } from './settings.js';
import { createTokenBook } from './token-book.js';
/** Issuers, sets of keys and of claims that a realm goes by at a time. */
const mostProviders = 16;
/** Makes a realm. Cheap: a few milliseconds, so that each fault can have its own. */
export async function createRealm(settings) {
    const { errors } = await oidcProvider();
    const store = createRealmStore(() => new errors.InvalidGrant('already used'), settings.storeDefects);
    const book = createTokenBook();
    const memory = {
        store,
        consents: createConsents(settings),
        given: new Map(),
        keys: settings.keys ?? ['first'],
    };
    const paths = { ...keycloakPaths, ...settings.paths };
    const endpointAt = new Map(Object.entries(paths).map(([endpoint, path]) => [path, endpoint]));
    const providers = new Map();
    let current = await served();
    /** The provider of this request: oidc-provider's issuer, keys and names of claims are settled when it is made. */
    function served() {
        const names = [...memory.given.values()].flatMap((claims) => Object.keys(claims));
        const key = JSON.stringify([settings.issuer, memory.keys, [...new Set(names)].sort()]);
        const known = providers.get(key);
        const made = known ?? make();
        providers.set(key, made);
        for (const oldest of oldestAbove(providers, mostProviders))
            providers.delete(oldest);
        return made;
    }
    const scopes_supported = [...new Set(['openid', ...settings.scopes.map(({ name }) => name)])];
    async function make() {
        const provider = await createProvider(settings, memory);
        return { provider, respond: compose(provider.middleware) };
    }
    /** What a response has besides oidc-provider's own. */
    async function amend(ctx) {
        const { path } = ctx;
        if (path.startsWith('/.well-known/') && ctx.status === 200)
            Object.assign(ctx.body, { scopes_supported });
        const isAuthorization = path.startsWith(`${paths.authorization}/`);
        const endpoint = endpointAt.get(path) ?? (isAuthorization ? 'authorization' : undefined);
        if (!endpoint || !ctx.oidc)
            return;
        const { RefreshToken: refreshToken, AccessToken: access, ClientCredentials: credentials } = ctx.oidc.entities;
        const given = (ctx.body ?? {});
        if (endpoint === 'token' && ctx.status === 200 && refreshToken && given.refresh_token !== undefined) {
            given.refresh_expires_in = refreshToken.remainingTTL;
        }
        if (endpoint === 'authorization')
            ctx.set('Referrer-Policy', 'no-referrer');
        const changing = settings.onResponse?.(ctx, endpoint);
        if (changing)
            await changing;
        const { access_token } = (ctx.body ?? {});
        const jti = (access ?? credentials)?.jti;
        if (endpoint === 'token' && typeof access_token === 'string' && jti)
            book.add(access_token, jti);
    }
    async function handle(ctx, form) {
        const [path, query] = splitAt(ctx.url.slice(settings.path.length), '?');
        const url = query === '' ? path : `${path}?${query}`;
        if (path === '' || path === '/')
            return realmDocument(ctx);
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
        const params = new Params(hasForm ? (form ?? scene().body.toString('utf8')) : query);
        if (endpoint) {
            const request = { endpoint, method: ctx.method, params, query, provider, headers };
            if (settings.idTokenAlways)
                askForIdToken(request);
            translateTokens(request);
            const changing = settings.onRequest?.(request);
            if (changing)
                await changing;
        }
        mount(ctx, {
            url: params.changed && !hasForm ? `${path}?${params}` : url,
            mountPath,
            headers,
            form: params.changed && hasForm ? params.toString() : form,
        });
        // Signed with the provider's keys, which the mock's own Koa does not have.
        if (endpoint !== 'token')
            ctx.cookies = provider.createContext(ctx.req, ctx.res).cookies;
        await respond(ctx);
        await amend(ctx);
    }
    /** JWT access tokens go by their references where oidc-provider looks tokens up. */
    function translateTokens({ endpoint, params, headers }) {
        if (endpoint === 'userinfo') {
            const [, scheme, token] = /^(\S+) (.+)$/.exec(String(headers.authorization ?? '')) ?? [];
            if (token !== undefined)
                headers.authorization = `${scheme} ${book.referenceOf(token) ?? 'unknown'}`;
            const inForm = params.get('access_token');
            if (inForm !== null)
                params.set('access_token', book.referenceOf(inForm) ?? 'unknown');
        }
        const token = params.get('token');
        if ((endpoint === 'introspection' || endpoint === 'revocation') && token) {
            const reference = book.referenceOf(token) ?? (token.includes('.') ? 'unknown' : undefined);
            if (reference !== undefined)
                params.set('token', reference);
        }
    }
    function realmDocument(ctx) {
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
            if (jti === undefined)
                return undefined;
            const token = (await provider.AccessToken.find(jti)) ?? (await provider.ClientCredentials.find(jti));
            if (!token)
                return undefined;
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
/** Adds `openid` where a realm always answers with an id_token and the client names other scopes only. */
function askForIdToken({ endpoint, method, params }) {
    if (endpoint === 'authorization' ? !['GET', 'POST'].includes(method) : endpoint !== 'token')
        return;
    const scope = params.get('scope');
    if (!scope || params.getAll('scope').length > 1 || scope.split(' ').includes('openid'))
        return;
    if (endpoint === 'token' && params.get('grant_type') !== 'refresh_token')
        return;
    params.set('scope', `openid ${scope}`);
}
function splitAt(text, mark) {
    const at = text.indexOf(mark);
    return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
//# sourceMappingURL=realm.js.map