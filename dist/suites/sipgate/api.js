import { NoBrowser } from '../harness/browser/browsing.js';
import { createCookieJar } from '../harness/browser/cookies.js';
import { all, succeedsWith } from '../harness/checks/matchers.js';
import { role } from '../harness/flow/flow.js';
import { jsonOf, succeeded, summaryOf, valueAt } from '../harness/http/exchange.js';
import { joinUrl } from '../harness/target/url.js';
import { CODE, LOGIN } from './ids.js';
import { redirectOf, visitByBrowser, visitByHttp } from './visit.js';
/** A response that issues an access token. */
export const issuesToken = succeedsWith('/access_token');
/** A response that issues an access token and a refresh token. */
export const issuesTokens = all(issuesToken, succeedsWith('/refresh_token'));
/** A response that issues no access token; `expected` says what it is instead. */
export function issuesNothing(expected) {
    return (exchange) => ({ ok: !issuesToken(exchange).ok, expected, actual: summaryOf(exchange) });
}
/** The response sends the browser to the application with a code. */
export const givesCode = (exchange) => {
    const code = redirectOf(exchange)?.searchParams.get('code') ?? '';
    return { ok: code !== '', expected: 'a redirect to the application with a code', actual: summaryOf(exchange) };
};
/** HTTP Basic with id and secret percent-encoded (RFC 6749 §2.3.1): a client id may hold a colon. */
export function basicOf({ id, secret }) {
    const encoded = [id, secret].map((text) => new URLSearchParams([['', text]]).toString().slice(1)).join(':');
    return `Basic ${Buffer.from(encoded).toString('base64')}`;
}
/** A form of the parameters that are there. */
export function formOf(params, extra = '') {
    const there = Object.entries(params).filter((entry) => entry[1] !== undefined);
    return [new URLSearchParams(there).toString(), extra].filter((part) => part !== '').join('&');
}
function openSipgate({ target, send, note, browsing, kept, end }) {
    const realmUrl = (realm = target.realm) => joinUrl(target.url, `${target.prefix}/realms/${realm}`);
    const at = (path, realm) => `${realmUrl(realm)}/protocol/openid-connect${path}`;
    const elsewhere = (pathOrUrl) => joinUrl(target.url, pathOrUrl);
    const resourceUrl = target.resource === undefined ? at('/userinfo') : elsewhere(target.resource);
    function keep(name, make) {
        if (!kept.has(name))
            kept.set(name, make());
        return kept.get(name);
    }
    /** The cookies of the user's login, which serve the further authorization requests. */
    const userJar = () => keep('jar', createCookieJar);
    const authorizationParams = (client, params = {}) => ({
        client_id: client.id,
        redirect_uri: client.redirectUri,
        scope: target.scope,
        response_type: 'code',
        ...params,
    });
    async function authorize(options = {}) {
        const { client = target.client, realm, method = 'GET', jar = userJar(), consent = 'accept', extra } = options;
        const params = authorizationParams(client, options.params);
        const text = formOf(params, extra);
        const url = at('/auth', realm);
        const order = {
            url: method === 'GET' ? `${url}?${text}` : url,
            ...(method === 'POST' && { form: new URLSearchParams(text) }),
            redirectUri: params.redirect_uri ?? client.redirectUri,
            jar,
            as: options.as,
            consent,
        };
        const browser = options.inBrowser && target.login === 'browser' && browsing.mode !== 'http';
        if (!browser)
            return visitByHttp(order, target, send);
        return visitByBrowser(order, target, browsing, note).catch((error) => {
            if (error instanceof NoBrowser)
                return end(LOGIN, error.message);
            throw error;
        });
    }
    /** A fresh code, or the end of the flow, blocked by the finding that codes come back. */
    async function code(options = {}) {
        const visit = await authorize({ as: target.user, ...options });
        const value = visit.redirect?.searchParams.get('code');
        return value || end(CODE, `there was no code to take: ${summaryOf(visit.last)}`);
    }
    function postToken(params, options = {}) {
        const { client = target.client, realm, headers = [], basic, query = '', json, method = 'POST', extra } = options;
        const credentials = basic === 'instead' ? {} : { client_id: client.id, client_secret: client.secret };
        const all = { ...credentials, ...params, ...options.params };
        const body = json ? JSON.stringify(all) : formOf(all, extra);
        return send({
            method,
            url: `${at('/token', realm)}${query}`,
            headers: [
                ...(method === 'GET'
                    ? []
                    : [['Content-Type', json ? 'application/json' : 'application/x-www-form-urlencoded']]),
                ...(basic ? [['Authorization', basicOf(client)]] : []),
                ...headers,
            ],
            ...(method !== 'GET' && { body: Buffer.from(body) }),
        });
    }
    /** The exchange of a code as the document shows it. */
    const exchange = (code, options = {}) => {
        const redirect_uri = (options.client ?? target.client).redirectUri;
        return postToken({ code, redirect_uri, grant_type: 'authorization_code' }, options);
    };
    async function metadata() {
        const known = kept.get('metadata');
        if (known)
            return known;
        const response = await send({ method: 'GET', url: `${realmUrl()}/.well-known/openid-configuration`, headers: [] });
        const body = jsonOf(response);
        const found = succeeded(response) && 'value' in body ? body.value : {};
        kept.set('metadata', found);
        return found;
    }
    return {
        sipgate: {
            ...target,
            /** How pages are visited. */
            browsing,
            realmUrl,
            resourceUrl,
            /** Cookies of somebody who has not been here before. */
            strangersJar: createCookieJar,
            userJar,
            authorize,
            code,
            exchange,
            /** POST to the token endpoint. */
            postToken,
            /** The refresh as the document shows it. */
            refresh: (refresh_token, options = {}) => postToken({ refresh_token, grant_type: 'refresh_token' }, options),
            /** A fresh code, exchanged. */
            tokens: async (options = {}, token = {}) => {
                const fresh = await code(options);
                return exchange(fresh, { ...(options.client && { client: options.client }), ...token });
            },
            /** GET on the resource (or another one), with the token where the document wants it. */
            useToken: (token, url = resourceUrl) => send({
                method: 'GET',
                url,
                headers: token === undefined ? [] : [['Authorization', `Bearer ${token}`]],
            }),
            /** GET with other header fields. */
            get: (url, headers = []) => send({ method: 'GET', url, headers }),
            /** A request that asks whether another origin may call (Fetch, CORS preflight). */
            preflight: (url, origin) => send({
                method: 'OPTIONS',
                url,
                headers: [
                    ['Origin', origin],
                    ['Access-Control-Request-Method', 'POST'],
                ],
            }),
            at,
            /** The provider metadata (OpenID Connect Discovery §4), read once; empty where there is none. */
            metadata,
            /** POST of a form with the client's credentials to another endpoint. */
            postAsClient: (url, params, client = target.client) => send({
                method: 'POST',
                url,
                headers: [['Content-Type', 'application/x-www-form-urlencoded']],
                body: Buffer.from(formOf({ client_id: client.id, client_secret: client.secret, ...params })),
            }),
            /** Remembers something for later flows. */
            kept,
        },
    };
}
/** The token of a response, if it is there. */
export function tokenIn(exchange, name) {
    const value = valueAt(exchange, `/${name}`);
    return typeof value === 'string' ? value : undefined;
}
/** Makes a flow of the role that is an OAuth2 realm. */
export const flow = role('sipgate.server', openSipgate);
//# sourceMappingURL=api.js.map