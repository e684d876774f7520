import { randomUUID } from 'node:crypto';
import { now } from '../../frame/scene.js';
import { faulty } from './faults.js';
/** A response that is not the wished-for one, thrown by a handler and sent by the router. */
export class Refused extends Error {
    status;
    data;
    constructor(status, message, data) {
        super(message);
        this.status = status;
        this.data = data;
    }
}
/** No token, a worthless one, or wrong credentials (cb_context.erl). */
export function invalidCredentials() {
    const status = faulty('kazoo.unauthorized-status-403') ? 403 : 401;
    const message = faulty('kazoo.unauthorized-with-another-message') ? 'unauthorized' : 'invalid_credentials';
    return new Refused(status, message, { message: 'invalid credentials' });
}
/** A login that the provider does not confirm. */
export function notConfirmed() {
    return new Refused(401, 'invalid_credentials', { message: 'invalid credentials' });
}
/** A token past its time, which Kazoo words otherwise (cb_token_auth.erl). */
export function expiredToken() {
    return new Refused(401, 'invalid credentials', {});
}
export function forbidden() {
    return new Refused(403, 'forbidden', { message: 'forbidden' });
}
export function badIdentifier(id) {
    return new Refused(404, 'bad_identifier', { cause: id, message: 'bad identifier' });
}
export function notFound() {
    return new Refused(404, 'not_found', { message: 'not found' });
}
export function methodNotAllowed() {
    return new Refused(405, 'invalid_method', { message: 'method not allowed' });
}
/** A body that breaks its schema: every failing member at once. */
export function validationError(complaints) {
    const data = faulty('kazoo.invalid-body-unexplained') ? {} : complaints;
    return new Refused(faulty('kazoo.invalid-status-422') ? 422 : 400, 'validation error', data);
}
/** The members that every envelope has (api_util.erl). */
function envelope(requestId, token) {
    return {
        timestamp: `${new Date(now()).toISOString().slice(0, 19)}Z`,
        version: '4.0.0',
        node: 'tollgate-mock-crossbar',
        request_id: requestId,
        tokens: { consumed: 1, remaining: 99 },
        ...(token !== undefined && { auth_token: token }),
    };
}
/** Sends an envelope with what a handler gave. PUT is answered with 201, a tunnelled verb with 200. */
export function sendSuccess(ctx, created, token, success) {
    const { data, contract, raw, headers = {}, auth_token, ...rest } = success;
    ctx.status = created ? 201 : 200;
    for (const [name, value] of Object.entries(headers))
        ctx.set(name, value);
    if (raw) {
        ctx.body = raw.text;
        ctx.set('Content-Type', raw.type);
        return;
    }
    ctx.state.contract = contract ?? 'envelope-response';
    ctx.body = {
        ...(rest.page_size !== undefined && { page_size: rest.page_size }),
        ...(data !== undefined && { data }),
        ...(rest.revision !== undefined && { revision: rest.revision }),
        ...(rest.next_start_key !== undefined && { next_start_key: rest.next_start_key }),
        ...envelope(requestId(ctx), auth_token ?? token),
        status: 'success',
    };
    ctx.set('Content-Type', 'application/json');
}
/** Sends what a handler threw. */
export function sendRefused(ctx, token, { status, message, data }) {
    ctx.status = status;
    ctx.state.contract = 'error-response';
    ctx.body = {
        ...(data !== undefined && { data }),
        error: String(status),
        message,
        ...envelope(requestId(ctx), token),
        status: 'error',
    };
    ctx.set('Content-Type', 'application/json');
}
function requestId(ctx) {
    const given = faulty('kazoo.request-id-lost') ? '' : ctx.get('X-Request-ID');
    ctx.state.requestId ??= given || randomUUID().replaceAll('-', '');
    ctx.set('X-Request-ID', ctx.state.requestId);
    return ctx.state.requestId;
}
//# sourceMappingURL=responses.js.map