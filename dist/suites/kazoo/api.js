import { createHash, randomUUID } from 'node:crypto';
import { succeedsWith } from '../harness/checks/matchers.js';
import { role } from '../harness/flow/flow.js';
import { statusOf, succeeded, valueAt } from '../harness/http/exchange.js';
import { joinUrl } from '../harness/target/url.js';
import { claimOf } from './jwt.js';
/** A response that issues a token. */
export const issuesToken = succeedsWith('/auth_token');
/** The response of Crossbar has no data, or empty data. */
export const isEmptySuccess = (exchange) => {
    const data = valueAt(exchange, '/data');
    const empty = data === undefined || data === null || Object.keys(data).length === 0;
    return {
        ok: succeeded(exchange) && empty,
        expected: 'a 2xx response without data',
        actual: succeeded(exchange) ? `data ${JSON.stringify(data)?.slice(0, 80)}` : `status ${exchange.response?.status}`,
    };
};
/** What PUT /v2/user_auth takes for user name and password (user_authentication.md). */
export function credentialsOf({ name, password }) {
    return createHash('md5').update(`${name.toLowerCase()}:${password}`).digest('hex');
}
const isBytes = (body) => body instanceof Uint8Array;
function openKazoo(port) {
    const { target, send, cleanUp, note } = port;
    function call(method, path, options = {}) {
        const { token, body, headers = [], contentType = 'application/json', contract } = options;
        const bytes = body === undefined || isBytes(body) ? body : Buffer.from(JSON.stringify(body));
        return send({
            method,
            url: joinUrl(target.url, `/v2${path}`),
            headers: [
                ...(bytes === undefined ? [] : [['Content-Type', contentType]]),
                ...(token === undefined ? [] : [['X-Auth-Token', token]]),
                ...headers,
            ],
            ...(bytes !== undefined && { body: bytes }),
        }, contract);
    }
    const act = (path, token, action) => call('PUT', path, { token, body: { action, data: {} } });
    const linkPath = (id) => `/auth/links/${encodeURIComponent(id)}`;
    const login = (user) => call('PUT', '/user_auth', {
        body: { data: user && { credentials: credentialsOf(user), account_name: user.account } },
    });
    async function mintCode(order) {
        const { sso = target.sso, subject, redirectUri, code, provoke } = order;
        const { provider, clientId, clientSecret, redirectUri: usual } = sso;
        const client = { client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri ?? usual };
        const made = await port.peer.mint({ system: 'kazoo', provider, ...client, subject, code, provoke });
        port.secret(String(made.code), 'code');
        return String(made.code);
    }
    /** The members of a callback for the application of the target file. */
    function callbackData(code, sso = target.sso) {
        return {
            redirect_uri: sso.redirectUri,
            client_id: sso.clientId,
            provider: sso.provider,
            code,
            state: randomUUID(),
        };
    }
    /** PUT /v2/auth/callback; a link that it makes is deleted when the flow ends. */
    const callback = (data, contract = 'kazoo/callback-request') => call('PUT', '/auth/callback', { body: { data }, contract });
    /** A login through the provider with a fresh code. */
    const signOn = async (order) => callback(callbackData(await mintCode(order), order.sso));
    /** Deletes a link as the user whose it is; gives what stays behind. */
    async function unlink(id, user) {
        const token = valueAt(await login(user), '/auth_token');
        const status = statusOf(await call('DELETE', linkPath(id), { token: String(token) })) ?? 0;
        return status < 400 || status === 404 ? [] : [`the link ${id} of ${user.name}`];
    }
    return {
        kazoo: {
            ...target,
            call,
            act,
            /** PUT /v2/user_auth. */
            login,
            /** PUT /v2/api_auth. */
            apiLogin: (api_key) => call('PUT', '/api_auth', { body: { data: { api_key } } }),
            /** GET /v2/auth/links, which is for the authenticated user: what shows that a token works. */
            useToken: (token) => call('GET', '/auth/links', { token }),
            refresh: (token) => act('/auth', token, 'refresh_token'),
            tokenInfo: (token, caller) => call('GET', `/auth/tokeninfo?token=${encodeURIComponent(token)}`, { token: caller }),
            /** Somebody at the provider whom the target has never seen. */
            newSubject: () => randomUUID(),
            mintCode,
            callbackData,
            callback,
            signOn,
            putLink: (id, token) => call('PUT', linkPath(id), { token }),
            getLink: (id, token) => call('GET', linkPath(id), { token }),
            deleteLink: (id, token) => call('DELETE', linkPath(id), { token }),
            /** Deletes a link when the flow ends, as the user whose it is by then. */
            unlinkLater(id, user = target.user) {
                cleanUp(() => unlink(id, user));
            },
            /** A linked user of the provider: their subject, and the link's id; undefined where the link could not be made. */
            async linkedSubject(user = target.user) {
                const subject = randomUUID();
                const token = valueAt(await login(user), '/auth_token');
                const linkId = claimOf(await signOn({ subject }), 'auth_id');
                if (typeof token !== 'string' || typeof linkId !== 'string')
                    return undefined;
                const link = await call('PUT', linkPath(linkId), { token });
                if (!succeeded(link))
                    return undefined;
                cleanUp(() => unlink(linkId, user));
                return { subject, linkId };
            },
            /** A place in the provider's journal. */
            mark: () => port.peer.mark(),
            /** What the target asked our identity provider since a mark, as far as it is about `word`. */
            async asked(since, word, atLeast = 0) {
                const about = ({ request }) => [request.url, Buffer.from(request.body ?? []).toString()].some((text) => mentions(text, word));
                const seen = await port.peer.received('/sso/', { since, atLeast, only: about });
                note(seen);
                return seen;
            },
            /** What the target asked for with one access token. */
            async askedWith(since, accessToken) {
                const bears = ({ request }) => request.headers.some(([, value]) => value.endsWith(accessToken));
                const seen = await port.peer.received('/sso/', { since, only: bears });
                note(seen);
                return seen;
            },
            mintForeign: async (foreign, claims) => {
                const { token, path } = await port.peer.mint({ system: 'kazoo', foreign, claims });
                return { token: String(token), path: String(path) };
            },
            timeoutMs: port.timeoutMs,
        },
    };
}
/** Whether a URL or a form holds a word, percent-encoded or not. */
function mentions(text, word) {
    return (text.includes(word) ||
        text.includes(encodeURIComponent(word)) ||
        [...new URLSearchParams(text).values()].includes(word));
}
/** Makes a flow of the role that creates tokens from logins and from what providers say. */
export const flow = role('kazoo.server', openKazoo);
/** The fact that keeps a flow from running, if any of these parts of the target file is missing. */
export function without(...parts) {
    return (target) => {
        const missing = parts.find((part) => target[part] === undefined || target[part] === false);
        if (missing === undefined)
            return undefined;
        if (missing === 'destructive')
            return 'destructive is not set, and this resets or deletes things of the target';
        if (missing === 'ownAccounts')
            return 'ownAccounts is not set, and this tries one account on another';
        return `the target file names no kazoo.${missing}`;
    };
}
//# sourceMappingURL=api.js.map