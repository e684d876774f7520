/**
 * A path below a base URL, joined as text so that the base's own path stays (`new URL('/x', base)` drops it).
 * An absolute http(s) URL in place of the path is returned as it is.
 */
export function joinUrl(base, path) {
    if (/^https?:\/\//i.test(path))
        return path;
    return `${base.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
}
/** The formats of target schemas; each gives what is wrong with a value. */
export const FORMATS = {
    'base-url': (value) => httpUrlMistake(value) ?? (/[?#]/.test(value) ? 'has a query or fragment; end it with its path' : undefined),
    'http-url': (value) => httpUrlMistake(value) ?? (value.includes('#') ? 'has a fragment; leave it out' : undefined),
    'url-path': (value) => pathMistake(value) ?? (/[?#]/.test(value) ? 'has a query or fragment; leave it out' : undefined),
    'path-or-url': (value) => /^[a-z][a-z0-9+.-]*:/i.test(value) ? FORMATS['http-url']?.(value) : (pathMistake(value) ?? fragmentMistake(value)),
    'listen-address': listenMistake,
    'file-path': (value) => (value.length > 0 ? undefined : 'is empty; name a file'),
};
function httpUrlMistake(value) {
    if (!/^https?:\/\//i.test(value))
        return 'is not an http or https URL; begin it with http:// or https://';
    if (/\s/.test(value))
        return 'has white space in it; remove or encode it';
    if (!URL.canParse(value))
        return 'is not a URL; check its host and port';
    const url = new URL(value);
    if (url.username !== '' || url.password !== '')
        return 'has credentials in it; move them to the members for accounts and clients';
    return undefined;
}
function pathMistake(value) {
    if (!value.startsWith('/'))
        return 'is not an absolute path; begin it with /';
    return /\s/.test(value) ? 'has white space in it; remove or encode it' : undefined;
}
function fragmentMistake(value) {
    return value.includes('#') ? 'has a fragment; leave it out' : undefined;
}
function listenMistake(value) {
    const port = /^(?:\[[0-9a-f:.]+\]|[^\s:/[\]]+):(\d{1,5})$/i.exec(value)?.[1];
    if (port === undefined)
        return 'is not host:port; write it like 127.0.0.1:8080';
    return Number(port) <= 65_535 ? undefined : 'has a port beyond 65535';
}
//# sourceMappingURL=url.js.map