import { type CookieJar, createCookieJar } from '../harness/browser/cookies.ts';
import type { Transport } from '../harness/flow/context.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { VISITOR_HEADERS } from '../harness/http/visitor.ts';
import { joinUrl } from '../harness/target/url.ts';
import type { AppTarget } from './client-target.ts';
import { redirectOf } from './visit.ts';

/** Somebody with a browser, as far as the application is concerned. */
export interface Visitor {
  readonly jar: CookieJar;
}

/** Where a request to the application led, its own redirects followed. */
export interface Walk {
  readonly exchanges: readonly Exchange[];
  readonly last: Exchange;
  /** Where the last response sends the browser, away from the application. */
  readonly onward: URL | undefined;
}

/** The most requests that one step of a visitor may lead to. */
export const MOST_STEPS = 8;

/** A visitor whom nobody knows. */
export const stranger = (): Visitor => ({ jar: createCookieJar() });

export type Visits = ReturnType<typeof visitsOf>;

/** What visitors do at the application. */
export function visitsOf({ target, send, peer }: Transport<AppTarget>) {
  const { app } = target;
  const at = (pathOrUrl: string) => joinUrl(target.url, pathOrUrl);
  const leaves = (url: URL) =>
    url.href.startsWith(`${peer.publicUrl}/auth/`) || url.origin !== new URL(at(app.loginUrl)).origin;

  async function request({ jar }: Visitor, url: string, form?: URLSearchParams): Promise<Exchange> {
    const cookie = jar.headerFor(url);
    const exchange = await send({
      method: form ? 'POST' : 'GET',
      url,
      headers: [
        ...VISITOR_HEADERS,
        ...(cookie === undefined ? [] : [['Cookie', cookie] as const]),
        ...(form ? [['Content-Type', 'application/x-www-form-urlencoded'] as const] : []),
      ],
      ...(form && { body: Buffer.from(form.toString()) }),
    });
    jar.take(exchange);
    return exchange;
  }

  async function walk(visitor: Visitor, from: string): Promise<Walk> {
    const exchanges = [await request(visitor, from)];
    for (;;) {
      const last = exchanges.at(-1) as Exchange;
      const onward = redirectOf(last);
      if (!onward || leaves(onward) || exchanges.length >= MOST_STEPS) {
        return { exchanges, last, onward: onward && leaves(onward) ? onward : undefined };
      }
      exchanges.push(await request(visitor, onward.href));
    }
  }

  return {
    at,
    request,
    begin: (visitor: Visitor) => walk(visitor, at(app.loginUrl)),
    /** Lets the browser follow a redirect back to the application. */
    deliver: (visitor: Visitor, callback: URL) => walk(visitor, callback.href),
    open: (visitor: Visitor, pathOrUrl: string) => walk(visitor, at(pathOrUrl)),
    /** GET on the page that only somebody who is logged in may see. */
    probe: (visitor: Visitor) => request(visitor, at(app.loggedInUrl)),
  };
}
