import { now } from '../../frame/scene.js';
import { MintError } from '../../frame/system.js';
import { loadAccounts } from './accounts.js';
import { createToken } from './create-token.js';
import { Refused } from './responses.js';
import { base, endpoints, wazoRouter } from './router.js';
import { createStore } from './store.js';
/** A mock of wazo-auth: access tokens, refresh tokens and what lies around them. */
export const system = {
    name: 'wazo',
    async createSystem({ config, perVariant }) {
        const { users, lifetimes, maxSessions = 100 } = (config ?? {});
        const accounts = await loadAccounts(users);
        const settings = { lifetime: lifetimes?.accessToken ?? 7200, maxSessions };
        const service = { accounts, settings, store: perVariant(createStore) };
        return {
            prefixes: ['/api/auth/'],
            middleware: wazoRouter(service),
            endpoints,
            users: accounts.users.filter(({ enabled }) => enabled).map(({ username, password }) => ({ username, password })),
            examples: (url) => examples(url, accounts),
            mintExample: { user: accounts.users[0]?.username, expiration: 3600, client_id: 'my-app', offline: true },
            inspect: async (token) => inspect(service, token),
            mint: async (request) => mint(service, request),
        };
    },
};
function examples(url, { users: [user] }) {
    const json = `-H 'Content-Type: application/json'`;
    const login = `curl -X POST ${url}${base}/token ${json} -u '${user?.username}:${user?.password}'`;
    return [
        { does: 'create an access token', command: `${login} -d '{"expiration": 3600}'` },
        { does: 'create a refresh token', command: `${login} -d '{"access_type": "offline", "client_id": "my-app"}'` },
        {
            does: 'create an access token from a refresh token',
            command: `curl -X POST ${url}${base}/token ${json} -d '{"client_id": "my-app", "refresh_token": "'"$REFRESH_TOKEN"'"}'`,
        },
        { does: 'look at a token', command: `curl ${url}${base}/token/$TOKEN` },
        {
            does: 'list refresh tokens',
            command: `curl -H "X-Auth-Token: $TOKEN" ${url}${base}/users/me/tokens`,
        },
    ];
}
function inspect({ store }, token) {
    const access = store().access.get(token);
    if (access)
        return { what: `access token of ${access.userUuid}`, active: access.expiresAt >= now() };
    const refresh = store().refresh.get(token);
    return refresh && { what: `refresh token of ${refresh.login} for ${refresh.clientId}`, active: true };
}
/** Makes a token for `{ user, expiration?, client_id?, offline? }` without a password. */
function mint(service, request) {
    const { system: _, user: name, expiration, client_id, offline = false, ...rest } = request;
    const [unknown] = Object.keys(rest);
    if (unknown !== undefined)
        throw new MintError(`${unknown}: no such member; wazo takes user, expiration, client_id, offline`);
    const user = typeof name === 'string' ? service.accounts.byLogin(name) : undefined;
    if (!user)
        throw new MintError(`user: there is no wazo user ${JSON.stringify(name)}`);
    if (expiration !== undefined && !(Number.isInteger(expiration) && expiration > 0)) {
        throw new MintError('expiration: expected a whole number of seconds above 0');
    }
    if (offline !== false && (offline !== true || typeof client_id !== 'string')) {
        throw new MintError('offline: expected true together with a client_id');
    }
    const wanted = {
        expiration: expiration,
        client_id: client_id,
        access_type: offline ? 'offline' : 'online',
    };
    try {
        return createToken(service, { user, login: user.username }, wanted, {
            mobile: false,
            remoteAddr: '',
            userAgent: '',
        });
    }
    catch (error) {
        if (error instanceof Refused)
            throw new MintError(`wazo refused with ${error.status}: ${JSON.stringify(error.content)}`);
        throw error;
    }
}
//# sourceMappingURL=index.js.map