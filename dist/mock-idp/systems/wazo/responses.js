import { now } from '../../frame/scene.js';
/** A response that is not the wished-for one, thrown by a handler and sent by the router. */
export class Refused extends Error {
    status;
    type;
    content;
    constructor(status, content, type = 'application/json') {
        super(`refused with ${status}`);
        this.status = status;
        this.content = content;
        this.type = type;
    }
}
/** An error of the token resource: lists of one reason and one time (wazo-auth, `wazo_auth/http.py`). */
export function tokenError(status, reason) {
    return new Refused(status, { reason: [reason], timestamp: [now() / 1000], status_code: status });
}
/** An error that the web framework gives by itself. */
export function plainError(status, message) {
    return new Refused(status, { message });
}
/** An error of the guarded resources (xivo-lib-python, `xivo/rest_api_helpers.py`). */
export function apiError(status, error_id, message, details = {}, resource) {
    return new Refused(status, { message, error_id, details, timestamp: now() / 1000, ...(resource && { resource }) });
}
/** The page for a path that leads nowhere. */
export function pageNotFound() {
    const page = '<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n' +
        '<p>The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.</p>\n';
    return new Refused(404, page, 'text/html; charset=utf-8');
}
/** Sends JSON the way the real server labels it, without a charset. */
export function sendJson(ctx, body, status = 200) {
    ctx.status = status;
    ctx.set('Content-Type', 'application/json');
    ctx.body = body;
}
/** Sends what a handler threw. */
export function sendRefused(ctx, { status, content, type }) {
    ctx.status = status;
    ctx.set('Content-Type', type);
    ctx.body = content;
}
//# sourceMappingURL=responses.js.map