import { validateHeaderName, validateHeaderValue } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request as send } from 'undici';
import { headerValues } from './exchange.js';
const KINDS = [
    [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN/, 'refused'],
    [/ENOTFOUND|EAI_AGAIN/, 'unresolved'],
    [/TimeoutError|_TIMEOUT|ETIMEDOUT/, 'timeout'],
    [/ECONNRESET|EPIPE|UND_ERR_SOCKET/, 'reset'],
    [/CERT|TLS|SSL|SIGNATURE|EPROTO/, 'tls'],
    [/HPE_|HTTPParserError|UND_ERR_RESPONSE|CONTENT_LENGTH|HEADERS_OVERFLOW/, 'malformed'],
];
const EXPLAINED = {
    refused: 'no connection could be made',
    unresolved: 'the host name does not resolve',
    reset: 'the connection was closed in the middle',
    tls: 'the TLS handshake failed',
    malformed: 'the response is no HTTP that can be read',
};
/** A sender of requests with bounds on time, size and pace. */
export function createSender(options = {}) {
    const { timeoutMs = 10_000, maxBytes = 2 ** 20, pace, tls } = options;
    let throttleBudgetMs = options.throttleBudgetMs ?? 30_000;
    const agent = new Agent({
        keepAliveTimeout: 1_000,
        connections: 16,
        headersTimeout: 0,
        bodyTimeout: 0,
        connect: tls && { ca: tls.ca, cert: tls.cert, key: tls.key, rejectUnauthorized: !tls.insecure },
    });
    let nextSlot = 0;
    async function takeSlot(signal) {
        if (!pace)
            return;
        const now = performance.now();
        const slot = Math.max(now, nextSlot);
        nextSlot = slot + 1000 / pace;
        if (slot > now)
            await sleep(slot - now, undefined, { signal });
    }
    async function once(request, signal) {
        let started = performance.now();
        try {
            assertSendable(request);
            await takeSlot(signal);
            started = performance.now();
            const timeout = AbortSignal.timeout(timeoutMs);
            const end = signal ? AbortSignal.any([timeout, signal]) : timeout;
            const response = await Promise.race([exchange(agent, request, end, maxBytes), aborted(end)]);
            return { request, response, durationMs: performance.now() - started };
        }
        catch (error) {
            return { request, failure: failureOf(error, timeoutMs, maxBytes), durationMs: performance.now() - started };
        }
    }
    return {
        async send(request, signal) {
            for (let attempt = 1;; attempt++) {
                const result = await once(request, signal);
                const wait = throttledForMs(result);
                if (wait === undefined)
                    return result;
                if (wait > throttleBudgetMs)
                    return { ...result, failure: throttled(result, attempt) };
                throttleBudgetMs -= wait;
                try {
                    await sleep(wait, undefined, { signal });
                }
                catch {
                    return { ...result, failure: throttled(result, attempt) };
                }
            }
        },
        close: () => agent.destroy(),
        timeoutMs,
    };
}
/** undici never finishes with a connection on which it has refused a header, and there are few of them. */
function assertSendable({ headers }) {
    for (const [name, value] of headers) {
        validateHeaderName(name);
        validateHeaderValue(name, value);
    }
}
/** undici does not look at the signal of a request that waits for a connection. */
function aborted(signal) {
    return new Promise((_, reject) => {
        const abort = () => reject(signal.reason);
        if (signal.aborted)
            abort();
        else
            signal.addEventListener('abort', abort, { once: true });
    });
}
async function exchange(agent, request, signal, maxBytes) {
    const response = await send(request.url, {
        dispatcher: agent,
        method: request.method,
        headers: request.headers.flat(),
        body: request.body ?? null,
        signal,
        responseHeaders: 'raw',
    });
    const chunks = [];
    let size = 0;
    for await (const chunk of response.body) {
        size += chunk.length;
        if (size > maxBytes) {
            response.body.destroy();
            throw Object.assign(new Error(`more than ${maxBytes} bytes`), { code: 'TOO_LARGE' });
        }
        chunks.push(chunk);
    }
    return { status: response.statusCode, headers: pairs(response.headers), body: Buffer.concat(chunks) };
}
/** undici gives raw headers as a flat list of names and values. */
function pairs(raw) {
    const flat = raw.map(String);
    return flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? '']] : []));
}
function failureOf(error, timeoutMs, maxBytes) {
    const { name, code, message, cause } = error;
    if (code === 'TOO_LARGE')
        return { kind: 'too-large', message: `the response's body is over ${maxBytes} bytes` };
    const label = [name, code, cause?.code].join(' ');
    const kind = KINDS.find(([pattern]) => pattern.test(label))?.[1] ?? 'other';
    if (kind === 'timeout')
        return { kind, message: `no complete response within ${timeoutMs / 1000} s` };
    if (/^(UND_ERR_INVALID_ARG|ERR_INVALID_|ERR_HTTP_INVALID_)/.test(String(code)))
        return { kind, message: `the request cannot be sent: ${message}` };
    if (name === 'AbortError')
        return { kind: 'timeout', message: 'given up: the time of the whole flow is over' };
    const reason = message || cause?.message || (code ?? name);
    return { kind, message: EXPLAINED[kind] ? `${EXPLAINED[kind]} (${reason})` : reason };
}
/** How long the response asks to wait: 429 always, 503 with Retry-After (RFC 6585 §4, RFC 9110 §15.6.4); at least half a second. */
function throttledForMs({ response }) {
    if (!response)
        return undefined;
    const retryAfter = headerValues(response.headers, 'retry-after')[0];
    if (response.status !== 429 && !(response.status === 503 && retryAfter !== undefined))
        return undefined;
    if (retryAfter === undefined)
        return 1_000;
    const seconds = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
    return Math.max(500, Number.isFinite(seconds) ? seconds * 1000 : 1_000);
}
function throttled({ response }, attempts) {
    return {
        kind: 'throttled',
        message: `the target asked ${attempts} time${attempts === 1 ? '' : 's'} to slow down (status ${response?.status}); lower its pace in the target file or raise its limit`,
    };
}
//# sourceMappingURL=sender.js.map