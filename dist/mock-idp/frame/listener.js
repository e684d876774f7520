import { createServer } from 'node:http';
import { bodyLimit } from './exchange.js';
const graceMs = 1000;
const limits = { highWaterMark: bodyLimit + 64 * 1024, maxHeaderSize: 16 * 1024, requestTimeout: 30_000 };
/** An HTTP or HTTPS server with the mock's limits, not yet listening. */
export async function createListener(tls) {
    if (!tls)
        return createServer(limits);
    const https = await import('node:https');
    return https.createServer({ ...limits, ...tls });
}
/** Listens; throws what the system says when the address cannot be had. */
export function listen(server, port, host) {
    return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port, host }, () => {
            server.off('error', reject);
            resolve();
        });
    });
}
/** Prepares the end of a server: the function given takes no more requests, and leaves running ones a second to finish. */
export function shutdownOf(server) {
    const running = new Set();
    let closing = false;
    const endIfIdle = () => {
        if (closing && running.size === 0)
            server.closeAllConnections();
    };
    server.prependListener('request', (_, res) => {
        running.add(res);
        res.once('close', () => {
            running.delete(res);
            endIfIdle();
        });
    });
    return () => new Promise((resolve) => {
        const grace = setTimeout(() => server.closeAllConnections(), graceMs);
        server.close(() => {
            clearTimeout(grace);
            resolve();
        });
        closing = true;
        endIfIdle();
    });
}
/** The host by which a server bound to `host` can be called. */
export function reachableHost(host) {
    if (host === '0.0.0.0')
        return '127.0.0.1';
    if (host === '::')
        return '[::1]';
    return host.includes(':') ? `[${host}]` : host;
}
//# sourceMappingURL=listener.js.map