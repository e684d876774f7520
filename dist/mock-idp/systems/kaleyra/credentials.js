import { scene } from '../../frame/scene.js';
import { step } from '../../frame/step.js';
import { tokenError } from './refused.js';
/** Reads a form, JSON, or for GET the query (RFC 6749 §3.2, Appendix B); throws a Refused for what cannot be read. */
export function readAuthRequest(ctx) {
    const pairs = ctx.method === 'GET' ? [...new URLSearchParams(ctx.querystring)] : bodyPairs(ctx);
    return { parameters: parametersIn(pairs), basic: basicOf(ctx.get('Authorization')) };
}
/** The parameters: empty ones count as left out, and none may be repeated (RFC 6749 §3.2). */
export const parametersIn = step((pairs) => {
    const given = pairs.filter(([, value]) => value !== '');
    const parameters = new Map(given);
    if (given.length > parameters.size)
        throw tokenError('invalid_request', 'a parameter is repeated');
    return parameters;
});
function bodyPairs(ctx) {
    const text = scene().body.toString('utf8');
    if (ctx.is('json'))
        return jsonPairs(text);
    if (isForm(ctx))
        return [...new URLSearchParams(text)];
    throw tokenError('invalid_request', 'send application/x-www-form-urlencoded');
}
/** Whether the body is labelled as a form (RFC 6749 Appendix B). */
export const isForm = step((ctx) => Boolean(ctx.is('application/x-www-form-urlencoded')));
function jsonPairs(text) {
    try {
        const value = JSON.parse(text);
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        const members = isObject ? Object.entries(value) : [];
        if (isObject && members.every(([, one]) => typeof one === 'string'))
            return members;
    }
    catch { }
    throw tokenError('invalid_request', 'the body is not a JSON object of texts');
}
function basicOf(header) {
    const encoded = /^basic +(.*)$/i.exec(header)?.[1];
    if (encoded === undefined)
        return undefined;
    const text = Buffer.from(encoded, 'base64').toString('utf8');
    const [id = '', secret = ''] = text.split(/:(.*)/s).map(decodeForm);
    return { id, secret };
}
/** Basic credentials are form-encoded first (RFC 6749 §2.3.1). */
function decodeForm(text) {
    try {
        return decodeURIComponent(text.replaceAll('+', ' '));
    }
    catch {
        return text;
    }
}
/** The client whose id and secret the request brings, in one of the two ways (RFC 6749 §2.3.1). */
export const clientOf = step(({ parameters, basic }, { clients }) => {
    if (basic && parameters.has('client_secret')) {
        throw tokenError('invalid_request', 'client credentials came in two ways');
    }
    const { id, secret } = basic ?? { id: parameters.get('client_id'), secret: parameters.get('client_secret') };
    return clients.find((client) => client.id === id && client.secret === secret);
});
/** The refusal of wrong credentials, with a challenge where they came by HTTP Basic (RFC 6749 §5.2). */
export const invalidClient = step(({ basic }) => {
    const challenge = basic && { 'WWW-Authenticate': 'Basic realm="auth", charset="UTF-8"' };
    return tokenError('invalid_client', 'unknown client or wrong secret', 401, challenge);
});
//# sourceMappingURL=credentials.js.map