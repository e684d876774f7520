/** The values of a header field, by name without case (RFC 9110 §5.1). */
export function headerValues(headers, name) {
    const wanted = name.toLowerCase();
    return headers.filter(([field]) => field.toLowerCase() === wanted).map(([, value]) => value);
}
/** The media type in lower case without its parameters (RFC 9110 §8.3.1); `undefined` where none is given. */
export function mediaType(headers) {
    return headerValues(headers, 'content-type')[0]?.split(';')[0]?.trim().toLowerCase();
}
/** The response, where there is one that can be judged. */
export function responseOf({ response, failure }) {
    return failure ? undefined : response;
}
/** The HTTP status; `undefined` without a response that can be judged. */
export function statusOf(exchange) {
    return responseOf(exchange)?.status;
}
/** Whether the response's status is 2xx (RFC 9110 §15.3). */
export function succeeded(exchange) {
    const status = statusOf(exchange) ?? 0;
    return status >= 200 && status < 300;
}
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });
/** Bytes as text for people: invalid UTF-8 shows as U+FFFD. */
export function textOf(body) {
    return body ? lenientUtf8.decode(body) : '';
}
/** RFC 8259 §9 lets a parser set a limit; beyond this one, comparing and showing values would exhaust the stack. */
const DEEPEST = 500;
/** How deep a JSON text nests. */
function depthOf(text) {
    let depth = 0;
    let deepest = 0;
    let inString = false;
    for (let at = 0; at < text.length; at++) {
        const mark = text[at];
        if (mark === '"')
            inString = !inString;
        else if (inString)
            at += mark === '\\' ? 1 : 0;
        else if (mark === '[' || mark === '{')
            deepest = Math.max(deepest, ++depth);
        else if (mark === ']' || mark === '}')
            depth--;
    }
    return deepest;
}
const parsed = new WeakMap();
function parse(response) {
    if (response.body.length === 0)
        return { problem: 'an empty body' };
    let text;
    try {
        text = strictUtf8.decode(response.body);
    }
    catch {
        return { problem: 'a body that is not valid UTF-8' };
    }
    if (depthOf(text) > DEEPEST)
        return { problem: `a body nested deeper than ${DEEPEST} levels` };
    try {
        return { value: JSON.parse(text) };
    }
    catch (error) {
        const type = mediaType(response.headers) ?? 'no media type';
        return { problem: `a body that is not JSON (${type}: ${error.message})` };
    }
}
/** The response's JSON value, or what stands in the way of reading one (RFC 8259: UTF-8). */
export function jsonOf(exchange) {
    const response = responseOf(exchange);
    if (!response)
        return { problem: `no response (${exchange.failure?.message ?? 'none came'})` };
    const known = parsed.get(response);
    if (known)
        return known;
    const result = parse(response);
    parsed.set(response, result);
    return result;
}
/** The value at a JSON pointer (RFC 6901) of the response's body; `undefined` where there is none. */
export function valueAt(exchange, pointer) {
    const body = jsonOf(exchange);
    if (!('value' in body))
        return undefined;
    return pointer
        .split('/')
        .slice(1)
        .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
        .reduce((value, key) => typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? value[key]
        : undefined, body.value);
}
/** One line that says what came: status, media type and the beginning of the body. */
export function summaryOf(exchange) {
    const { response, failure } = exchange;
    if (response && failure)
        return failure.message;
    if (!response)
        return `no response: ${failure?.message ?? 'none came'}`;
    const type = mediaType(response.headers);
    const body = textOf(response.body).replace(/\s+/g, ' ').trim();
    const excerpt = body.length > 200 ? `${body.slice(0, 200)}…` : body;
    return `${response.status}${type ? ` ${type}` : ''}${excerpt ? `: ${excerpt}` : ', empty body'}`;
}
//# sourceMappingURL=exchange.js.map