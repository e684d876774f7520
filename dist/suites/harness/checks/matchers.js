import { headerValues, jsonOf, mediaType, responseOf, statusOf, succeeded, summaryOf, valueAt, } from '../http/exchange.js';
const listOr = new Intl.ListFormat('en', { type: 'disjunction' });
/** The response has one of these statuses. */
export function hasStatus(...statuses) {
    const expected = `status ${listOr.format(statuses.map(String))}`;
    return (exchange) => ({ ok: statuses.includes(statusOf(exchange) ?? 0), expected, actual: summaryOf(exchange) });
}
/** The response's status is 2xx. */
export const succeeds = (exchange) => ({
    ok: succeeded(exchange),
    expected: 'a 2xx response',
    actual: summaryOf(exchange),
});
/** The response's status is none of 2xx. */
export const isRefused = (exchange) => ({
    ok: !succeeded(exchange),
    expected: 'a refusal (no 2xx)',
    actual: summaryOf(exchange),
});
/** The response's media type, parameters and case aside (RFC 9110 §8.3.1). */
export function hasMediaType(type) {
    return (exchange) => {
        const response = responseOf(exchange);
        const actual = response && mediaType(response.headers);
        return { ok: actual === type, expected: `media type ${type}`, actual: actual ?? 'no Content-Type' };
    };
}
/** A 2xx response whose JSON body has a non-empty string at the pointer. */
export function succeedsWith(pointer) {
    const name = pointer.slice(1).replaceAll('/', '.');
    return (exchange) => {
        const value = valueAt(exchange, pointer);
        const ok = succeeded(exchange) && typeof value === 'string' && value !== '';
        return { ok, expected: `a 2xx response with ${name}, a non-empty string`, actual: summaryOf(exchange) };
    };
}
/** The JSON body has no member at the pointer. */
export function lacks(pointer) {
    const name = pointer.slice(1).replaceAll('/', '.');
    return (exchange) => {
        const body = jsonOf(exchange);
        if (!('value' in body))
            return { ok: false, expected: `a JSON body without ${name}`, actual: body.problem };
        return {
            ok: valueAt(exchange, pointer) === undefined,
            expected: `no member ${name}`,
            actual: valueAt(exchange, pointer) === undefined ? 'none' : `${name} is there`,
        };
    };
}
/** The response has the header field. */
export function hasHeader(name, pattern) {
    return (exchange) => {
        const values = headerValues(responseOf(exchange)?.headers ?? [], name);
        return {
            ok: values.some((value) => !pattern || pattern.test(value)),
            expected: `header ${name}${pattern ? ` matching ${pattern.source}` : ''}`,
            actual: values.length ? `${name}: ${values.join(' | ')}` : `no ${name}`,
        };
    };
}
/** All judges in turn: the first that is not kept speaks, otherwise the last. */
export function all(first, ...more) {
    return (exchange) => {
        let finding = first(exchange);
        for (const judge of more) {
            if (!finding.ok)
                break;
            finding = judge(exchange);
        }
        return finding;
    };
}
/** How much of a value is shown, in characters. */
const LONGEST = 1_000;
/** Compares values that flows have taken out of exchanges. */
export function equals(name, expected, actual) {
    const show = (value) => {
        const text = value === undefined ? 'none' : JSON.stringify(value);
        return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    };
    return () => ({
        ok: JSON.stringify(expected) === JSON.stringify(actual),
        expected: `${name} ${show(expected)}`,
        actual: show(actual),
    });
}
/** The reverse of a judge, in other words. */
export function not(judge, expected) {
    return (exchange) => ({ ok: !judge(exchange).ok, expected, actual: summaryOf(exchange) });
}
//# sourceMappingURL=matchers.js.map