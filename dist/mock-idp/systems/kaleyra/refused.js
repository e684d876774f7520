/** A response that is not the wished-for one, thrown by a handler and sent by the router. */
export class Refused extends Error {
    status;
    content;
    headers;
    constructor(status, content, headers = {}) {
        super(`refused with ${status}`);
        this.status = status;
        this.content = content;
        this.headers = headers;
    }
}
/** An error response of a token endpoint (RFC 6749 §5.2). */
export function tokenError(error, error_description, status = 400, headers = {}) {
    return new Refused(status, { error, error_description }, headers);
}
//# sourceMappingURL=refused.js.map