import { IncomingMessage } from 'node:http';
/**
 * Turns a request into one below the issuer.
 * oidc-provider finds out what it is mounted at by comparing `originalUrl` with `url`.
 */
export function mount(ctx, { url, mountPath, headers, form }) {
    const req = form === undefined ? ctx.req : withForm(ctx.req, form);
    if (form !== undefined)
        headers['content-length'] = String(Buffer.byteLength(form));
    Object.assign(req, { url, originalUrl: mountPath + url, headers });
    ctx.req = req;
    ctx.request.req = req;
    ctx.response.req = req;
}
function withForm(req, form) {
    const copy = new IncomingMessage(req.socket);
    copy.method = 'POST';
    copy.httpVersionMajor = req.httpVersionMajor;
    copy.httpVersionMinor = req.httpVersionMinor;
    copy.httpVersion = req.httpVersion;
    copy.rawHeaders = req.rawHeaders;
    copy.push(form);
    copy.push(null);
    copy.complete = true;
    return copy;
}
//# sourceMappingURL=mount.js.map