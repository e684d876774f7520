import { headerValues } from '../http/exchange.js';
/** An empty jar. */
export function createCookieJar() {
    const held = new Map();
    const keyOf = ({ name, domain, path }) => `${domain} ${path} ${name}`;
    return {
        take({ request, response }) {
            if (!response)
                return;
            const url = new URL(request.url);
            for (const line of headerValues(response.headers, 'set-cookie')) {
                const { cookie, gone } = parsed(line, url);
                if (gone)
                    held.delete(keyOf(cookie));
                else
                    held.set(keyOf(cookie), cookie);
            }
        },
        adopt(cookies) {
            for (const cookie of cookies)
                held.set(keyOf(cookie), cookie);
        },
        headerFor(text) {
            const url = new URL(text);
            const fitting = [...held.values()].filter(({ domain, path }) => domainFits(url.hostname, domain) && pathFits(url.pathname, path));
            if (fitting.length === 0)
                return undefined;
            return fitting
                .sort((a, b) => b.path.length - a.path.length)
                .map(({ name, value }) => `${name}=${value}`)
                .join('; ');
        },
    };
}
function parsed(line, url) {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const given = new Map(attributes.map((text) => {
        const [name = '', ...value] = text.split('=');
        return [name.toLowerCase(), value.join('=')];
    }));
    const expires = given.get('expires');
    const maxAge = given.get('max-age');
    const gone = maxAge !== undefined ? Number(maxAge) <= 0 : expires !== undefined && Date.parse(expires) < Date.now();
    const path = given.get('path');
    const cookie = {
        name: pair.slice(0, at),
        value: pair.slice(at + 1),
        domain: (given.get('domain') || url.hostname).replace(/^\./, '').toLowerCase(),
        path: path?.startsWith('/') ? path : url.pathname.replace(/\/[^/]*$/, '') || '/',
    };
    return { cookie, gone };
}
function domainFits(host, domain) {
    return host === domain || host.endsWith(`.${domain}`);
}
function pathFits(path, of) {
    return path === of || path.startsWith(of.endsWith('/') ? of : `${of}/`);
}
//# sourceMappingURL=cookies.js.map