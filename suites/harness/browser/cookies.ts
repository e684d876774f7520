import { Cookie, CookieJar as Jar, type SerializedCookie } from 'tough-cookie';
import { type Exchange, headerValues } from '../http/exchange.ts';
import type { HeldCookie } from './browsing.ts';

/** The cookies of one visitor (RFC 6265bis), kept and sent as a browser does. */
export interface CookieJar {
  /** Takes what a response sets, and drops what it expires. */
  take(exchange: Exchange): void;
  /** Takes what a browser holds. */
  adopt(cookies: readonly HeldCookie[]): void;
  /** The Cookie header for a URL; undefined where there is none to send. */
  headerFor(url: string): string | undefined;
  /** What a browser would have to hold in the place of this jar. */
  held(): readonly HeldCookie[];
}

/** An empty jar. A cookie that its host may not set is dropped in silence; loopback counts as secure, as in browsers. */
export function createCookieJar(): CookieJar {
  const jar = new Jar(undefined, { allowSecureOnLocal: true });
  return {
    take({ request, response }) {
      for (const line of headerValues(response?.headers ?? [], 'set-cookie')) {
        jar.setCookieSync(line, request.url, { ignoreError: true });
      }
    },
    adopt(cookies) {
      for (const { name, value, domain, path, hostOnly, secure, httpOnly, expires } of cookies) {
        const cookie = new Cookie({
          key: name,
          value,
          path,
          secure,
          httpOnly,
          expires: expires ?? 'Infinity',
          ...(!hostOnly && { domain }),
        });
        jar.setCookieSync(cookie, `${secure ? 'https' : 'http'}://${domain}${path}`, { ignoreError: true });
      }
    },
    headerFor: (url) => jar.getCookieStringSync(url) || undefined,
    held: () => (jar.serializeSync()?.cookies ?? []).map(toHeld),
  };
}

function toHeld({ key, value, domain, path, hostOnly, secure, httpOnly, expires }: SerializedCookie): HeldCookie {
  return {
    name: String(key),
    value: String(value),
    domain: String(domain),
    path: String(path),
    hostOnly: hostOnly === true,
    secure: secure === true,
    httpOnly: httpOnly === true,
    ...(typeof expires === 'string' && expires !== 'Infinity' && { expires: new Date(expires) }),
  };
}
