import { headerValues, mediaType, statusOf, summaryOf, valueAt } from '../harness/http/exchange.js';
import { redirectOf } from './visit.js';
/** The JSON body's `error` is one of these. */
export function hasError(...codes) {
    return (exchange) => ({
        ok: codes.includes(String(valueAt(exchange, '/error'))),
        expected: `error ${codes.join(' or ')}`,
        actual: summaryOf(exchange),
    });
}
/** The redirect's `error` is one of these. */
export function redirectsWithError(...codes) {
    return (exchange) => ({
        ok: codes.includes(redirectOf(exchange)?.searchParams.get('error') ?? ''),
        expected: `a redirect to the application with error=${codes.join(' or ')}`,
        actual: redirected(exchange),
    });
}
/** The redirect's query has this parameter with this value; `null`: does not have it. */
export function redirectHas(name, value) {
    return (exchange) => {
        const all = redirectOf(exchange)?.searchParams.getAll(name) ?? [];
        return {
            ok: value === null ? all.length === 0 && redirectOf(exchange) !== undefined : all.length === 1 && all[0] === value,
            expected: value === null ? `a redirect without ${name}` : `a redirect with ${name}=${value}, once`,
            actual: redirectOf(exchange) ? `${name}: ${all.length === 0 ? 'none' : all.join(' | ')}` : summaryOf(exchange),
        };
    };
}
/** No redirect to that place, with or without a code. */
export function staysAwayFrom(redirectUri) {
    const place = redirectUri.split(/[?#]/)[0] ?? redirectUri;
    return (exchange) => {
        const onward = redirectOf(exchange);
        const ok = !onward?.href.startsWith(place) && !onward?.searchParams.has('code');
        return { ok, expected: `no redirect to ${place}`, actual: redirected(exchange) };
    };
}
/** A redirect to that place with a code: what must not happen. */
export function sendsCodeTo(redirectUri) {
    return (exchange) => ({
        ok: !staysAwayFrom(redirectUri)(exchange).ok,
        expected: `a redirect to ${redirectUri}`,
        actual: redirected(exchange),
    });
}
/** A Cache-Control with no-store among its directives (RFC 9111 §5.2). */
export const isNotStored = (exchange) => {
    const values = exchange.response ? headerValues(exchange.response.headers, 'cache-control') : [];
    const directives = values.flatMap((value) => value.split(',')).map((one) => one.trim().toLowerCase());
    return {
        ok: directives.includes('no-store'),
        expected: 'Cache-Control with no-store',
        actual: values.length ? `Cache-Control: ${values.join(', ')}` : 'no Cache-Control',
    };
};
/** Framing is forbidden, by X-Frame-Options or by Content-Security-Policy frame-ancestors. */
export const isUnframeable = ({ response }) => {
    const headers = response?.headers ?? [];
    const old = headerValues(headers, 'x-frame-options').some((value) => /^(deny|sameorigin)$/i.test(value.trim()));
    const csp = headerValues(headers, 'content-security-policy').some((value) => /frame-ancestors\s+(?!\*)/i.test(value));
    return {
        ok: old || csp,
        expected: 'X-Frame-Options, or frame-ancestors in Content-Security-Policy',
        actual: old || csp ? 'there' : 'neither',
    };
};
/** A page and no redirect: the error is shown to the user. */
export const showsErrorPage = (exchange) => {
    const status = statusOf(exchange) ?? 0;
    return {
        ok: status >= 400 && status < 500,
        expected: 'an error page (4xx), and no redirect',
        actual: redirected(exchange),
    };
};
/** JSON by its media type. */
export const isJson = ({ response }) => {
    const type = response && mediaType(response.headers);
    const ok = type === 'application/json' || Boolean(type?.endsWith('+json'));
    return { ok, expected: 'media type application/json', actual: type ?? 'no Content-Type' };
};
/** Judges what a whole visit came to; `picture` is where its last page is kept. */
export function visited(visit, expected, ok, picture) {
    const pages = visit.pages.map(({ kind, text }) => `${kind} page "${text.slice(0, 120)}"`);
    const end = visit.redirect ? `redirect to ${visit.redirect.origin}${visit.redirect.pathname}` : summaryOf(visit.last);
    return () => ({ ok, expected, actual: [...pages, end].join(', then ') + (picture ? ` (see ${picture})` : '') });
}
/** Where a response leads, without the values of the query. */
export function redirected(exchange) {
    const onward = redirectOf(exchange);
    if (!onward)
        return summaryOf(exchange);
    const names = [...onward.searchParams].map(([name, value]) => (name === 'error' ? `${name}=${value}` : name));
    return `${statusOf(exchange)} to ${onward.href.split(/[?#]/)[0]} with ${names.join(', ') || 'no query'}`;
}
//# sourceMappingURL=matchers.js.map