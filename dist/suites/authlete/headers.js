import { hasMediaType } from '../harness/checks/matchers.js';
import { headerValues, mediaType } from '../harness/http/exchange.js';
/** The charset parameter of Content-Type, in lower case and without quotes (RFC 9110 §8.3.2). */
export function charsetOf({ response }) {
    const value = response && headerValues(response.headers, 'content-type')[0];
    return /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(value ?? '')?.[1]?.toLowerCase();
}
const namesUtf8 = (exchange) => {
    const charset = charsetOf(exchange);
    const type = exchange.response && mediaType(exchange.response.headers);
    return { ok: charset === 'utf-8', expected: 'charset=UTF-8', actual: charset ?? `none, with ${type ?? 'no type'}` };
};
/** Whether a list-valued header field has a directive, in any case. */
const hasDirective = (field, directive) => ({ response }) => {
    const values = response ? headerValues(response.headers, field) : [];
    const directives = values.flatMap((value) => value.split(',')).map((one) => one.trim().toLowerCase());
    return {
        ok: directives.includes(directive),
        expected: `${field}: ${directive}`,
        actual: values.length ? `${field}: ${values.join(' | ')}` : `no ${field}`,
    };
};
/** The document's header fields of a response (section 6): the end of a requirement's id, and its judge. */
export const DOCUMENTED_HEADERS = [
    ['media-type', hasMediaType('application/json')],
    ['charset', namesUtf8],
    ['cache-control', hasDirective('Cache-Control', 'no-store')],
    ['pragma', hasDirective('Pragma', 'no-cache')],
];
//# sourceMappingURL=headers.js.map