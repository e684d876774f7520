import { equals } from '../harness/checks/matchers.js';
import { headerValues, mediaType, textOf } from '../harness/http/exchange.js';
import { BEARER, FIRST, GRANT_TYPE, METHOD, NO_CODE, NO_DEVICE, NO_PKCE, SAME } from './client-ids.js';
import { finds, triggered } from './client-matchers.js';
import { flow, jwtLike, payloadOf } from './platform.js';
const AUTH_URL = 'kaleyra.platform.auth-url';
const ID = 'kaleyra.platform.client-id';
const SECRET = 'kaleyra.platform.client-secret';
const PAYLOAD = 'kaleyra.platform.payload';
const HEADERS = 'kaleyra.platform.auth-headers';
const MORE_HEADERS = 'kaleyra.platform.more-headers';
const FORM = 'kaleyra.rfc.platform-form';
const NOT_LEAKED = 'kaleyra.platform.headers-not-leaked';
const CALLBACK = {
    method: 'kaleyra.platform.callback-method',
    url: 'kaleyra.platform.callback-url',
    query: 'kaleyra.platform.callback-query',
    headers: 'kaleyra.platform.callback-headers',
    body: 'kaleyra.platform.callback-body',
};
const NOT_IN_URL = 'kaleyra.rfc.platform-token-not-in-url';
const VARIABLES = 'kaleyra.practice.platform-variables';
const authQuery = '?tenant=7&version=a%20b';
const callbackQuery = '?custom_param=some_value&twice=1&twice=2&text=a%20b%2Bc';
const extra = { 'X-Tollgate-Tenant': 'tenant-5d20e7', 'X-Tollgate-Purpose': 'purpose-b81f44' };
const own = { 'Content-Type': 'application/vnd.tollgate+json', 'X-Tollgate-Callback': 'kept' };
const body = '{ "status":"Delivered",  "parts": [1, 2 ],\n"text": "caf\u00e9 \\u00e9"}';
const hasField = ({ request }, name, value) => headerValues(request.headers, name).includes(value);
export const callback = flow('a callback is preceded by an authentication request and carries its token', {
    endpoint: 'advanced-auth-callback',
    judges: [
        FIRST,
        METHOD,
        AUTH_URL,
        ID,
        SECRET,
        PAYLOAD,
        HEADERS,
        MORE_HEADERS,
        FORM,
        SAME,
        BEARER,
        ...Object.values(CALLBACK),
        NOT_LEAKED,
        NOT_IN_URL,
        VARIABLES,
    ],
    skipFact: ({ trigger, platform }) => trigger || platform.trigger ? undefined : 'the target file names no kaleyra.platform.trigger and no trigger',
}, async ({ platform, check, hangs, skip, undecided }) => {
    const text = 'a b&c=d+e';
    const profiles = {
        posted: await platform.newProfile({
            authQuery,
            callbackQuery,
            authHeaders: JSON.stringify(extra),
            callbackHeaders: JSON.stringify(own),
            callbackBody: body,
        }),
        got: await platform.newProfile({ authMethod: 'GET', authQuery, callbackMethod: 'PUT' }),
        filled: await platform.newProfile({
            callbackQuery: '?status=<status>&more=1',
            variables: JSON.stringify({ status: text }),
        }),
    };
    const token = jwtLike();
    await platform.gives(profiles.posted, [token]);
    await platform.gives(profiles.got, [jwtLike()]);
    await platform.gives(profiles.filled, [jwtLike()]);
    const triggers = await Promise.all(Object.values(profiles).map(platform.fire));
    const { posted, got, filled } = await platform.sent(profiles, 6);
    const [first] = posted.all;
    if (!first)
        return undecided(callback.judges, `nothing came from the platform; ${triggered(triggers[0])}`);
    check(FIRST, posted.all, finds(posted.auth.includes(first), 'an authentication request first', pathsOf(posted.all)));
    const [auth] = posted.auth;
    const last = posted.callbacks.at(-1);
    if (!auth || !last)
        return undecided(callback.judges.slice(1), pathsOf(posted.all), FIRST);
    judgeAuth(auth);
    await judgeCallback(last);
    check(METHOD, [auth, ...got.auth], methods(['POST', 'GET'], [auth, got.auth[0]]));
    check(CALLBACK.method, [last, ...got.callbacks], methods(['POST', 'PUT'], [last, got.callbacks[0]]));
    const sent = await platform.targetOf(auth);
    check(AUTH_URL, auth, equals('the path and query', pathIn(profiles.posted.authUrl), sent));
    if (!platform.variables)
        skip([VARIABLES], 'kaleyra.platform.variables is false');
    else if (!hangs([VARIABLES], CALLBACK.query)) {
        const [one] = filled.callbacks;
        const query = new URLSearchParams(one?.request.url.split('?')[1] ?? '');
        check(VARIABLES, filled.callbacks, equals('status', [text, '1'], [query.get('status'), query.get('more')]));
    }
    function judgeAuth(exchange) {
        const payload = payloadOf(exchange);
        const { clientId, clientSecret } = profiles.posted;
        const basic = /^basic (.*)$/i.exec(headerValues(exchange.request.headers, 'authorization')[0] ?? '')?.[1];
        const pair = basic === undefined ? '' : decodeURIComponent(Buffer.from(basic, 'base64').toString());
        const url = decodeURIComponent(exchange.request.url.split('?')[1] ?? '');
        const everywhere = `${url} ${pair.replace(':', ' ')} ${[...payload.values()].join(' ')}`.split(/[ &=]/);
        const inPayload = (value) => [...payload.values()].includes(value);
        const hasId = check(ID, exchange, finds(everywhere.includes(clientId), `client ID ${clientId}`, 'not there'));
        const hasSecret = check(SECRET, exchange, finds(everywhere.includes(clientSecret), 'the client secret', 'not there'));
        if (!hasId)
            undecided([PAYLOAD], 'there is no client ID', ID);
        else if (!hasSecret)
            undecided([PAYLOAD], 'there is no client secret', SECRET);
        else {
            const both = inPayload(clientId) && inPayload(clientSecret);
            check(PAYLOAD, exchange, finds(both, 'client ID and secret in the payload', 'elsewhere'));
        }
        const [[name, value] = ['', ''], ...others] = Object.entries(extra);
        check(HEADERS, exchange, finds(hasField(exchange, name, value), `${name}: ${value}`, 'not there'));
        if (!hangs([MORE_HEADERS], HEADERS)) {
            const missing = others.filter((field) => !hasField(exchange, ...field));
            check(MORE_HEADERS, exchange, finds(missing.length === 0, 'all configured headers', `missing: ${missing.join()}`));
        }
        if (platform.credentials === 'json')
            skip([FORM], 'kaleyra.credentials is json');
        else {
            const type = mediaType(exchange.request.headers) ?? 'no Content-Type';
            const ok = type === 'application/x-www-form-urlencoded' && payload.size > 0;
            check(FORM, exchange, finds(ok, 'application/x-www-form-urlencoded', type));
        }
    }
    async function judgeCallback(exchange) {
        const fields = headerValues(exchange.request.headers, 'authorization');
        const values = exchange.request.headers.flatMap(([, value]) => value.split(/\s+/));
        check(SAME, exchange, finds(values.includes(token), `the token ${token}`, fields.join(' | ') || 'no Authorization'));
        const bearer = fields.length === 1 && /^bearer [^ ]+$/i.test(fields[0] ?? '');
        check(BEARER, exchange, finds(bearer, 'one field Authorization: Bearer <token>', fields.join(' | ') || 'none'));
        const [wantedPath, wantedQuery] = pathIn(profiles.posted.callbackUrl).split('?');
        const [path, query = ''] = (await platform.targetOf(exchange)).split('?');
        check(CALLBACK.url, exchange, equals('the path', wantedPath, path));
        check(CALLBACK.query, exchange, finds(query.startsWith(wantedQuery ?? ''), `the query ${wantedQuery}`, query));
        check(NOT_IN_URL, exchange, finds(!query.includes(token), 'a URL without the token', query));
        const lost = Object.entries(own).filter((field) => !hasField(exchange, ...field));
        check(CALLBACK.headers, exchange, finds(lost.length === 0, "the profile's headers", `missing: ${lost.join()}`));
        check(CALLBACK.body, exchange, equals('the body', body, textOf(exchange.request.body)));
        const leaked = Object.keys(extra).filter((name) => headerValues(exchange.request.headers, name).length > 0);
        check(NOT_LEAKED, exchange, finds(leaked.length === 0, 'none of the extra headers', leaked.join(', ') || 'none'));
    }
});
function pathIn(url) {
    return url.slice(url.indexOf('/tollgate-'));
}
function pathsOf(exchanges) {
    return exchanges.map(({ request: { method, url } }) => `${method} ${url.replace(/.*\//, '/')}`).join(', ');
}
function methods(expected, exchanges) {
    return equals('methods', expected, exchanges.map((exchange) => exchange?.request.method));
}
const GRANTS = {
    client_credentials: 'kaleyra.platform.client-credentials-grant',
    password: 'kaleyra.platform.password-grant',
};
export const grants = flow('tokens are asked for by the supported grants alone', {
    endpoint: 'advanced-auth-callback',
    needs: [FIRST],
    judges: [GRANT_TYPE, GRANTS.client_credentials, GRANTS.password, NO_CODE, NO_PKCE, NO_DEVICE],
}, async ({ platform, check, hangs, skip, undecided }) => {
    const profiles = {};
    for (const grant of platform.grants) {
        const profile = await platform.newProfile({ grant });
        profiles[grant] = profile;
        await platform.gives(profile, [jwtLike()]);
    }
    await Promise.all(Object.values(profiles).map(platform.fire));
    const sent = await platform.sent(profiles, platform.grants.length);
    const auth = Object.values(sent).flatMap((one) => one.auth);
    const names = auth.flatMap((exchange) => [...payloadOf(exchange).keys()]);
    const types = auth.map((exchange) => payloadOf(exchange).get('grant_type'));
    const lacks = (type, ...parameters) => finds(!types.includes(type) && !parameters.some((name) => names.includes(name)), `no ${type || parameters[0]}`, `grant types ${types.join(', ')}; parameters ${[...new Set(names)].join(', ')}`);
    check(NO_CODE, auth, lacks('authorization_code', 'code', 'redirect_uri'));
    check(NO_PKCE, auth, lacks('', 'code_verifier', 'code_challenge'));
    check(NO_DEVICE, auth, lacks('urn:ietf:params:oauth:grant-type:device_code', 'device_code'));
    if (platform.grantType) {
        check(GRANT_TYPE, auth, finds(!types.includes(undefined), 'a grant_type', types.map((type) => type ?? 'none').join()));
    }
    else
        skip([GRANT_TYPE], 'kaleyra.grantType is false');
    for (const [grant, id] of Object.entries(GRANTS)) {
        const [exchange] = sent[grant]?.auth ?? [];
        if (!platform.grants.includes(grant))
            skip([id], `kaleyra.platform.grants has no ${grant}`);
        else if (!platform.grantType)
            skip([id], 'kaleyra.grantType is false');
        else if (types.includes(undefined))
            undecided([id], 'there is no grant_type', GRANT_TYPE);
        else if (![NO_CODE, NO_DEVICE].some((other) => hangs([id], other)) && exchange) {
            const payload = payloadOf(exchange);
            const { username, password } = profiles[grant];
            const wanted = grant === 'password' ? [grant, username, password] : [grant];
            const got = ['grant_type', 'username', 'password']
                .slice(0, wanted.length)
                .map((name) => payload.get(name) ?? null);
            check(id, exchange, equals('grant and user', wanted, got));
        }
    }
});
//# sourceMappingURL=client-callback.js.map