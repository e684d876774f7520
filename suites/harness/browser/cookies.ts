import { type Exchange, headerValues } from '../http/exchange.ts';
import type { HeldCookie } from './browsing.ts';

/** The cookies of one visitor (RFC 6265), as far as a login needs them. */
export interface CookieJar {
  /** Takes what a response sets, and drops what it expires. */
  take(exchange: Exchange): void;
  /** Takes what a browser holds. */
  adopt(cookies: readonly HeldCookie[]): void;
  /** The Cookie header for a URL; undefined where there is none to send. */
  headerFor(url: string): string | undefined;
}

/** An empty jar. */
export function createCookieJar(): CookieJar {
  const held = new Map<string, HeldCookie>();
  const keyOf = ({ name, domain, path }: HeldCookie) => `${domain} ${path} ${name}`;
  return {
    take({ request, response }) {
      if (!response) return;
      const url = new URL(request.url);
      for (const line of headerValues(response.headers, 'set-cookie')) {
        const { cookie, gone } = parsed(line, url);
        if (gone) held.delete(keyOf(cookie));
        else held.set(keyOf(cookie), cookie);
      }
    },
    adopt(cookies) {
      for (const cookie of cookies) held.set(keyOf(cookie), cookie);
    },
    headerFor(text) {
      const url = new URL(text);
      const fitting = [...held.values()].filter(
        ({ domain, path }) => domainFits(url.hostname, domain) && pathFits(url.pathname, path),
      );
      if (fitting.length === 0) return undefined;
      return fitting
        .sort((a, b) => b.path.length - a.path.length)
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ');
    },
  };
}

function parsed(line: string, url: URL): { cookie: HeldCookie; gone: boolean } {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  const given = new Map(
    attributes.map((text) => {
      const [name = '', ...value] = text.split('=');
      return [name.toLowerCase(), value.join('=')];
    }),
  );
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

function domainFits(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

function pathFits(path: string, of: string): boolean {
  return path === of || path.startsWith(of.endsWith('/') ? of : `${of}/`);
}
