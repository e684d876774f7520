import { curlLine } from './curl.js';
import { textOf } from './exchange.js';
/** How much of a body a report keeps, in characters. */
const LONGEST = 16_384;
/** An exchange as the report shows it: redacted, bounded, with the line that sends it again. */
export function recordOf(exchange, session) {
    const { request, response, failure } = exchange;
    const { redact } = session.redactor;
    const headers = (list) => list.map(([name, value]) => [name, redact(value)]);
    return {
        request: {
            method: request.method,
            url: from(session.baseUrl, '{target}', redact(request.url)),
            headers: headers(request.headers),
            ...(request.body && { body: bounded(redact(textOf(request.body))) }),
        },
        ...(response && {
            response: {
                status: response.status,
                headers: headers(response.headers),
                ...(response.body.length > 0 && { body: bounded(redact(textOf(response.body))) }),
            },
        }),
        ...(failure && { failure: { ...failure, message: redact(failure.message) } }),
        curl: curlLine(request, {
            redact: (text) => (session.bundled ? from(session.baseUrl, '<TARGET_URL>', redact(text)) : redact(text)),
            tls: session.tls,
        }),
        durationMs: exchange.durationMs,
    };
}
function from(base, name, url) {
    return base !== undefined && url.startsWith(base) && /^([/?]|$)/.test(url.slice(base.length))
        ? name + url.slice(base.length)
        : url;
}
function bounded(text) {
    return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length - LONGEST} more characters)`;
}
//# sourceMappingURL=record.js.map