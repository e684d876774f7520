import { now } from '../../frame/scene.js';
import { MintError } from '../../frame/system.js';
import { auth } from './auth.js';
import { callback } from './callback.js';
import { createPlatform } from './platform.js';
import { createTokenCache } from './platform-auth.js';
import { loadProfiles } from './profiles.js';
import { Refused } from './refused.js';
import { createStore } from './store.js';
import { makeToken, publicKeys } from './token.js';
/** A mock of both sides of Kaleyra.io's Advanced Authentication: customers, and the platform that calls them back. */
export const system = {
    name: 'kaleyra',
    async createSystem({ config, perVariant }) {
        const { profiles: configured } = (config ?? {});
        const profiles = await loadProfiles(configured);
        const store = perVariant(createStore);
        const cache = perVariant(createTokenCache);
        const platform = createPlatform();
        return {
            prefixes: ['/kaleyra/'],
            middleware: async (ctx, next) => {
                if (ctx.path === '/kaleyra/platform/callbacks' && ctx.method === 'POST')
                    return platform.sendCallback(ctx, cache());
                const [, name = '', what = ''] = /^\/kaleyra\/([^/]+)\/(auth|callback|jwks)$/.exec(ctx.path) ?? [];
                const profile = profiles.get(name);
                if (!profile)
                    return next();
                return serve(ctx, what, profile, store());
            },
            endpoints: [
                ...[...profiles.values()].map(endpointsOf),
                'POST /kaleyra/platform/callbacks sends a callback as the platform does',
            ],
            users: [...profiles.values()].flatMap(({ name, users }) => users.map((user) => ({ username: user.name, password: user.password, note: `of ${name}` }))),
            clients: [...profiles.values()].flatMap(({ name, clients }) => clients.map(({ id, secret }) => ({ id, secret, note: `of ${name}` }))),
            examples: (base) => examples(base, profiles),
            mintExample: { profile: 'rfc', lifetime: 3600 },
            publicKeys: () => publicKeys().keys,
            inspect: async (token) => {
                const issued = store().get(token);
                return issued && { what: `token of ${issued.profile} for ${issued.client}`, active: issued.expiresAt > now() };
            },
            mint: async (request) => mint(request, profiles, store()),
            close: platform.close,
        };
    },
};
async function serve(ctx, what, profile, store) {
    try {
        if (what === 'jwks')
            ctx.body = publicKeys();
        else if (what === 'auth')
            await auth(ctx, profile, store);
        else
            callback(ctx, profile, store);
    }
    catch (error) {
        if (!(error instanceof Refused))
            throw error;
        const { status, content, headers } = error;
        ctx.status = status;
        ctx.set(headers);
        if (what === 'auth')
            ctx.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
        if (what === 'auth' && content)
            ctx.state.contract = 'refused-response';
        ctx.body = content ?? '';
    }
}
function endpointsOf({ name, auth, callback }) {
    return `${auth.method} /kaleyra/${name}/auth, ${callback.method} /kaleyra/${name}/callback`;
}
function examples(url, profiles) {
    const [client] = profiles.get('rfc')?.clients ?? [];
    const [user] = profiles.get('rfc')?.users ?? [];
    const fetchToken = `curl ${url}/kaleyra/rfc/auth -d client_id=${client?.id} -d client_secret=${client?.secret}`;
    return [
        { does: 'fetch a token', command: `${fetchToken} -d grant_type=client_credentials` },
        {
            does: 'fetch a token by the password grant',
            command: `${fetchToken} -d grant_type=password -d username=${user?.name} -d password=${user?.password}`,
        },
        { does: 'call back', command: `curl -X POST -H "Authorization: Bearer $TOKEN" ${url}/kaleyra/rfc/callback` },
    ];
}
/** Makes a token of `{ profile, client?, lifetime? }`; a lifetime may be negative, for a token that is over. */
async function mint(request, profiles, store) {
    const { system: _, profile: name, client, lifetime, ...rest } = request;
    const [unknown] = Object.keys(rest);
    if (unknown !== undefined)
        throw new MintError(`${unknown}: no such member; kaleyra takes profile, client, lifetime`);
    const profile = typeof name === 'string' ? profiles.get(name) : undefined;
    if (!profile)
        throw new MintError(`profile: expected one of ${[...profiles.keys()].join(', ')}`);
    const owner = client ?? profile.clients[0]?.id;
    if (!profile.clients.some(({ id }) => id === owner))
        throw new MintError(`client: ${profile.name} has no ${owner}`);
    if (lifetime !== undefined && !Number.isInteger(lifetime))
        throw new MintError('lifetime: expected whole seconds');
    const seconds = lifetime ?? profile.lifetime;
    const token = await makeToken({ ...profile, lifetime: seconds }, owner);
    store.add(token, { profile: profile.name, client: owner, expiresAt: now() + seconds * 1000 });
    return { token, expiresAt: new Date(now() + seconds * 1000).toISOString() };
}
//# sourceMappingURL=index.js.map