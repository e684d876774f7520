import { step } from '../../frame/step.js';
const statuses = {
    'wrong method': 405,
    'other media type': 415,
    'no credentials': 401,
    'wrong key': 401,
    'wrong secret': 401,
    'too large': 413,
    empty: 400,
    'not UTF-8': 400,
    'not JSON': 400,
    'duplicate member': 400,
    'nested too deeply': 400,
    'not an object': 400,
};
/** Further header fields, by status: RFC 7617 section 2, RFC 9110 section 15.5.6. */
const moreHeaders = {
    401: { 'WWW-Authenticate': 'Basic realm="Developer Authentication Callback", charset="UTF-8"' },
    405: { Allow: 'POST' },
};
/** The header fields of every response (section 6). */
const headers = {
    'Content-Type': 'application/json; charset=UTF-8',
    'Cache-Control': 'no-store',
    Pragma: 'no-cache',
};
const nobody = { authenticated: false, subject: null, displayName: null };
/** A request that never became a login, with the response to it. */
export class BadRequest extends Error {
    refusal;
    constructor(refusal) {
        super(`refused with ${refusal.status}`);
        this.refusal = refusal;
    }
}
/** Status and further header fields for a reason. */
export const refusalOf = step((reason) => {
    const status = statuses[reason];
    return { status, headers: moreHeaders[status] ?? {} };
});
/** The response to a login that succeeded (section 6). */
export const welcome = step((developer, _request) => {
    const { subject, displayName } = developer;
    return { status: 200, contract: 'success-response', headers, body: { authenticated: true, subject, displayName } };
});
/** The response to a login that was refused (section 6): 200 as well, with `authenticated` false. */
export const refusal = step((_service, _request) => ({
    status: 200,
    contract: 'refused-response',
    headers,
    body: nobody,
}));
/** The response to a request that never became a login: like that to a refused one, with a status of its own. */
export function badRequest({ refusal }) {
    return { status: refusal.status, headers: { ...headers, ...refusal.headers }, body: nobody };
}
/** Sends a response. */
export function send(ctx, { status, contract, headers, body }) {
    ctx.state.contract = contract;
    ctx.status = status;
    ctx.body = body;
    ctx.set(headers);
}
//# sourceMappingURL=responses.js.map