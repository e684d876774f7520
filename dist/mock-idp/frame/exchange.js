/** The longest request body taken, in bytes. */
export const bodyLimit = 1024 * 1024;
/**
 * Waits for the whole request body and gives it, or `too-large`, or `aborted` when the client went away.
 * The stream stays unread for whoever serves the request: the server's `highWaterMark` is above the limit.
 */
export function receiveBody(req) {
    if (Number(req.headers['content-length'] ?? 0) > bodyLimit)
        return Promise.resolve('too-large');
    return new Promise((resolve) => {
        const chunks = [];
        let received = 0;
        const push = req.push.bind(req);
        req.push = (chunk, encoding) => {
            if (chunk === null)
                resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
            else {
                received += chunk.length;
                if (received > bodyLimit)
                    resolve('too-large');
                else
                    chunks.push(chunk);
            }
            return push(chunk, encoding);
        };
        req.once('close', () => resolve('aborted'));
        req.once('error', () => resolve('aborted'));
    });
}
/** Calls `done` with the body, text or bytes, when the response is complete, before the client can have seen its end. */
export function onAnswered(res, done) {
    const chunks = [];
    const keep = (chunk, encoding) => {
        if (typeof chunk === 'string') {
            chunks.push(typeof encoding === 'string' ? Buffer.from(chunk, encoding) : chunk);
        }
        else if (chunk instanceof Uint8Array)
            chunks.push(Buffer.from(chunk));
    };
    const write = res.write.bind(res);
    const end = res.end.bind(res);
    res.write = ((chunk, encoding, callback) => {
        keep(chunk, encoding);
        return write(chunk, encoding, callback);
    });
    res.end = ((chunk, encoding, callback) => {
        if (!res.writableEnded) {
            keep(chunk, encoding);
            const isText = chunks.every((one) => typeof one === 'string');
            done(isText
                ? chunks.join('')
                : Buffer.concat(chunks.map((one) => (typeof one === 'string' ? Buffer.from(one) : one))));
        }
        return end(chunk, encoding, callback);
    });
}
/** The response's header fields that were set, one name and value for each value. */
export function responseHeaders(res) {
    const raw = [];
    for (const name of res.getHeaderNames()) {
        const value = res.getHeader(name);
        for (const one of Array.isArray(value) ? value : [value])
            raw.push(name, String(one));
    }
    return raw;
}
/** Responses with JSON straight on the socket's response, outside Koa. */
export function sendJson(res, status, body) {
    const text = `${JSON.stringify(body)}\n`;
    res.statusCode = status;
    res.setHeader('Content-Type', 'application/json');
    res.setHeader('Content-Length', Buffer.byteLength(text));
    res.end(text);
}
/** The frame's own error response: a short name and what to do about it. */
export function sendError(res, status, error, message) {
    sendJson(res, status, { error, message });
}
//# sourceMappingURL=exchange.js.map