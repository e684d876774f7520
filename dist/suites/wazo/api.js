import { randomUUID } from 'node:crypto';
import { all, succeedsWith } from '../harness/checks/matchers.js';
import { role } from '../harness/flow/flow.js';
import { statusOf, succeeded, valueAt } from '../harness/http/exchange.js';
import { joinUrl } from '../harness/target/url.js';
/** A response that issues an access token. */
export const issuesToken = succeedsWith('/data/token');
/** A response that issues a refresh token. */
export const issuesRefreshToken = succeedsWith('/data/refresh_token');
/** A response that issues both. */
export const issuesBothTokens = all(issuesToken, issuesRefreshToken);
/** Basic credentials (RFC 7617), in UTF-8 unless told. */
export function basic({ name, password }, encoding = 'utf8') {
    return `Basic ${Buffer.from(`${name}:${password}`, encoding).toString('base64')}`;
}
/** The client_id of a body that we have sent; none where the body was malformed on purpose. */
function clientIdIn(body) {
    try {
        const { client_id } = JSON.parse(Buffer.from(body ?? []).toString()) ?? {};
        return typeof client_id === 'string' ? client_id : undefined;
    }
    catch {
        return undefined;
    }
}
const isBytes = (body) => body instanceof Uint8Array;
function openWazo({ target, send, cleanUp }) {
    const at = (path) => joinUrl(target.url, `${target.prefix}${path}`);
    const resource = target.resource === undefined ? at('/users/me/tokens') : joinUrl(target.url, target.resource);
    const tokensOf = (user) => `/users/${encodeURIComponent(user)}/tokens`;
    const sessionsOf = (user) => `/users/${encodeURIComponent(user)}/sessions`;
    const asToken = (token) => (token === undefined ? [] : [['X-Auth-Token', token]]);
    const json = (value) => Buffer.from(JSON.stringify(value));
    const refreshTokens = [];
    const call = (method, path, token, body) => send({
        method,
        url: at(path),
        headers: [...asToken(token), ...(body === undefined ? [] : [['Content-Type', 'application/json']])],
        ...(body !== undefined && { body: json(body) }),
    });
    /** Notes what a login has made, so that it is gone when the flow ends. */
    function forgetLater(exchange, as) {
        if (!succeeded(exchange))
            return;
        const token = valueAt(exchange, '/data/token');
        if (typeof token === 'string')
            cleanUp(() => forget(token));
        const client_id = clientIdIn(exchange.request.body);
        if (!as || client_id === undefined || valueAt(exchange, '/data/refresh_token') === undefined)
            return;
        if (refreshTokens.length === 0)
            cleanUp(deleteRefreshTokens);
        const known = refreshTokens.some((one) => one.clientId === client_id && one.as.name === as.name);
        if (!known)
            refreshTokens.push({ clientId: client_id, as, token });
    }
    /** Access tokens end by themselves, so that one which cannot be revoked is nothing to tell of. */
    async function forget(token) {
        await call('DELETE', `/token/${encodeURIComponent(token)}`);
        return [];
    }
    /** Deletes with the access token of the login that made a refresh token or, where that has ended, with one of a new login. */
    async function deleteRefreshTokens() {
        const kept = [];
        const renewed = new Map();
        for (const { clientId, as, token } of refreshTokens) {
            let deletion = await deleteRefreshToken(renewed.get(as.name) ?? String(token), clientId);
            if ([401, 403].includes(statusOf(deletion) ?? 0) && !renewed.has(as.name)) {
                const login = await createToken({ as });
                renewed.set(as.name, String(valueAt(login, '/data/token')));
                deletion = await deleteRefreshToken(renewed.get(as.name), clientId);
            }
            // Its own 404 says that the flow has deleted it already; any other says that there is no such resource.
            const gone = succeeded(deletion) || (statusOf(deletion) === 404 && valueAt(deletion, '/error_id') !== undefined);
            if (!gone)
                kept.push(`refresh token of client_id ${clientId}`);
        }
        return kept;
    }
    async function createToken(request) {
        const { as, encoding, body = {}, headers = [], contentType = 'application/json', contract } = request;
        const exchange = await send({
            method: 'POST',
            url: at('/token'),
            headers: [
                ...(contentType === null ? [] : [['Content-Type', contentType]]),
                ...(as ? [['Authorization', basic(as, encoding)]] : []),
                ...headers,
            ],
            body: isBytes(body) ? body : json(body),
        }, contract ?? (isBytes(body) ? undefined : 'wazo/token-request'));
        forgetLater(exchange, as);
        return exchange;
    }
    const deleteRefreshToken = (token, clientId, user = 'me') => call('DELETE', `${tokensOf(user)}/${encodeURIComponent(clientId)}`, token);
    return {
        wazo: {
            ...target,
            /** Where the protected resource is. */
            resourceUrl: resource,
            /** A client_id that nobody else uses. */
            newClientId: () => `tollgate-${randomUUID()}`,
            /** POST /token. */
            createToken,
            /** POST /token with access_type offline. */
            createOfflineToken: (as, client_id, more = {}) => createToken({
                as,
                contract: 'wazo/offline-token-request',
                ...more,
                body: { client_id, access_type: 'offline', ...more.body },
            }),
            /** POST /token with a refresh token and no credentials, as the document shows it. */
            refresh: (body, more = {}) => createToken({ contract: 'wazo/refresh-request', ...more, body }),
            /** GET on the protected resource, with the token where the document wants it. */
            useToken: (token) => send({ method: 'GET', url: resource, headers: asToken(token) }),
            /** GET on the protected resource, with the token in other places. */
            useTokenElsewhere: ({ headers = [], query = '' }) => send({ method: 'GET', url: `${resource}${query}`, headers }),
            /** GET or HEAD /token/{token}. */
            readToken: (method, token, query = '') => call(method, `/token/${encodeURIComponent(token)}${query}`),
            /** DELETE /token/{token}. */
            revoke: (token) => call('DELETE', `/token/${encodeURIComponent(token)}`),
            /** POST /token/{token}/scopes/check; without a body where none is given. */
            checkScopes: (token, body) => call('POST', `/token/${encodeURIComponent(token)}/scopes/check`, undefined, body),
            /** GET /users/me/tokens. */
            listTokens: (token, query = '') => call('GET', `${tokensOf('me')}${query}`, token),
            /** GET /users/{uuid}/tokens. */
            listTokensOf: (user, token) => call('GET', tokensOf(user), token),
            /** GET /tokens: the refresh tokens of everybody in the tenant. */
            listAllTokens: (token) => call('GET', '/tokens', token),
            /** DELETE /users/{uuid or me}/tokens/{client_id}. */
            deleteRefreshToken,
            /** GET /users/{uuid}/sessions. */
            listSessions: (user, token) => call('GET', sessionsOf(user), token),
            /** DELETE /users/{uuid}/sessions/{uuid}. */
            endSession: (user, token, session) => call('DELETE', `${sessionsOf(user)}/${encodeURIComponent(session)}`, token),
            /** GET of a path of which nothing is known. */
            getUnknownPath: () => call('GET', `/tollgate-${randomUUID()}`),
            /** GET /token. */
            getTokenEndpoint: () => call('GET', '/token'),
        },
    };
}
/** Makes a flow of the role that creates access and refresh tokens. */
export const flow = role('wazo.server', openWazo);
//# sourceMappingURL=api.js.map