import { randomBytes } from 'node:crypto';
import { role } from '../harness/flow/flow.js';
import { headerValues, jsonOf, succeeded, summaryOf, } from '../harness/http/exchange.js';
import { joinUrl } from '../harness/target/url.js';
import { valueAtPath } from './field-path.js';
import { secondsOf } from './validity.js';
/** Characters of a token (RFC 6750 §2.1). */
const b64token = /^[\w.~+/-]+=*$/;
/** Parameters without one of them. */
export const without = (parameters, name) => parameters.filter(([one]) => one !== name);
/** Parameters with one of them changed. */
export const having = (parameters, name, value) => parameters.map(([one, old]) => [one, one === name ? value : old]);
/** A text that no server ever made. */
export const madeUp = () => randomBytes(24).toString('base64url');
function openCustomer({ target, send, secret }) {
    const { client, user, grants, authMethod, callback } = target;
    const extra = fieldsIn(target.authHeaders ?? '');
    for (const [, value] of extra)
        secret(value, 'auth_header');
    const tokenIn = (exchange) => {
        const body = jsonOf(exchange);
        return 'value' in body ? valueAtPath(body.value, target.tokenFieldPath, target.fieldPaths) : undefined;
    };
    const expiryIn = (exchange) => {
        const body = jsonOf(exchange);
        return 'value' in body ? valueAtPath(body.value, target.expirationFieldPath, target.fieldPaths) : undefined;
    };
    const issuesToken = (exchange) => ({
        ok: succeeded(exchange) && isToken(tokenIn(exchange)),
        expected: `a 2xx response with a token at ${target.tokenFieldPath}`,
        actual: summaryOf(exchange),
    });
    async function requestToken(parameters, options = {}) {
        const { method = authMethod } = options;
        const place = method === 'GET' ? 'query' : (options.credentials ?? target.credentials);
        const { query, headers, body } = placed(parameters, place);
        const url = joinUrl(target.url, target.authUrl);
        const type = options.contentType ?? typeOf(place);
        const exchange = await send({
            method,
            url: query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`,
            headers: [
                ['Accept', 'application/json'],
                ...(body === undefined ? [] : [['Content-Type', type]]),
                ...headers,
                ...(options.withoutExtraHeaders ? [] : extra),
            ],
            ...(body !== undefined && { body: Buffer.from(body) }),
        });
        const token = tokenIn(exchange);
        if (isToken(token))
            secret(token, 'access_token');
        return exchange;
    }
    /** The parameters of a good request, for the grant that is used throughout unless told. */
    const parameters = (of = client, grant = grants[0] ?? 'client_credentials') => [
        ...(target.grantType ? [['grant_type', grant]] : []),
        ['client_id', of.id],
        ['client_secret', of.secret],
        ...(grant === 'password'
            ? [['username', user?.name ?? ''], ['password', user?.password ?? '']]
            : []),
        ...(target.scope === undefined ? [] : [['scope', target.scope]]),
    ];
    return {
        customer: {
            ...target,
            /** The header fields of `kaleyra.authHeaders`. */
            extraHeaders: extra,
            parameters,
            /** A request to the auth URL, the parameters where the target wants them. */
            requestToken,
            /** What stands at tokenFieldPath. */
            tokenIn,
            /** What stands at expirationFieldPath. */
            expiryIn,
            /** Seconds that the response's token lives by what the response says, counted from its Date. */
            validityOf: (exchange) => secondsOf(expiryIn(exchange), target.expiration, Date.parse(dateOf(exchange) ?? '') || Date.now()),
            /** A response that issues a token. */
            issuesToken,
            /** A callback as the profile says, with these Authorization fields; `query` is added to that of its URL. */
            callBack(authorization, query = '') {
                const url = joinUrl(target.url, callback.url);
                const hasBody = callback.method !== 'GET' && callback.body !== '';
                return send({
                    method: callback.method,
                    url: query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`,
                    headers: [
                        ...(hasBody ? [['Content-Type', callback.contentType]] : []),
                        ...authorization.map((value) => ['Authorization', value]),
                    ],
                    ...(hasBody && { body: Buffer.from(callback.body) }),
                });
            },
            /** GET of a key set. */
            fetchKeys: (jwks) => send({ method: 'GET', url: joinUrl(target.url, jwks), headers: [] }),
        },
    };
}
/** Whether a value fits into an Authorization header. */
export function isToken(value) {
    return typeof value === 'string' && b64token.test(value);
}
/** The header fields in lines of `Name: value`; throws an Error for any other line. */
function fieldsIn(lines) {
    const fields = lines.split(/\r?\n/).filter((line) => line.trim() !== '');
    return fields.map((line) => {
        const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*?)\s*$/.exec(line) ?? [];
        if (name === undefined || value === undefined) {
            throw new Error('kaleyra.authHeaders: expected lines of Name: value; correct the target file');
        }
        return [name, value];
    });
}
function dateOf({ response }) {
    return response && headerValues(response.headers, 'date')[0];
}
function typeOf(place) {
    return place === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
}
function placed(parameters, place) {
    const form = (list) => new URLSearchParams(list.map(([name, value]) => [name, value])).toString();
    if (place === 'query')
        return { query: form(parameters), headers: [] };
    if (place === 'form')
        return { query: '', headers: [], body: form(parameters) };
    if (place === 'json') {
        return { query: '', headers: [], body: JSON.stringify(Object.fromEntries(parameters)) };
    }
    const value = (name) => encodeURIComponent(parameters.find(([one]) => one === name)?.[1] ?? '');
    const pair = Buffer.from(`${value('client_id')}:${value('client_secret')}`).toString('base64');
    const others = parameters.filter(([name]) => name !== 'client_id' && name !== 'client_secret');
    return { query: '', headers: [['Authorization', `Basic ${pair}`]], body: form(others) };
}
/** Makes a flow of the role that a customer of Kaleyra.io plays. */
export const flow = role('kaleyra.server', openCustomer);
//# sourceMappingURL=api.js.map