import { NoBrowser } from '../harness/browser/browsing.ts';
import { type CookieJar, createCookieJar } from '../harness/browser/cookies.ts';
import { pageRequest } from '../harness/browser/page-request.ts';
import { seenInHtml } from '../harness/browser/seen.ts';
import type { Transport } from '../harness/flow/context.ts';
import { type Exchange, mediaType, succeeded, textOf } from '../harness/http/exchange.ts';
import { joinUrl } from '../harness/target/url.ts';
import { beginningByScript, beginningOn } from './client-begin.ts';
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
  /** Where the last response, or a link or a script of its page, sends the browser, away from the application. */
  readonly onward: URL | undefined;
  /** A script of the page sent the browser on. */
  readonly byScript?: true;
}

/** The most requests that one step of a visitor may lead to. */
export const MOST_STEPS = 8;
/** The most pages that somebody clicks through to begin a login. */
const MOST_PAGES = 3;

/** A visitor whom nobody knows. */
export const stranger = (): Visitor => ({ jar: createCookieJar() });

/** The same browser as it is now. */
export function copyOf({ jar }: Visitor): Visitor {
  const copy = createCookieJar();
  copy.adopt(jar.held());
  return { jar: copy };
}

export type Visits = ReturnType<typeof visitsOf>;

/** What visitors do at the application. */
export function visitsOf({ target, send, peer, browsing, visit }: Transport<AppTarget>) {
  const { app } = target;
  const authorizationUrl = `${peer.publicUrl}/auth/realms/${app.realm}/protocol/openid-connect/auth`;
  const at = (pathOrUrl: string) => joinUrl(target.url, pathOrUrl);
  const leaves = (url: URL) =>
    url.href.startsWith(`${peer.publicUrl}/auth/`) || url.origin !== new URL(at(app.loginUrl)).origin;

  async function request({ jar }: Visitor, url: string, form?: URLSearchParams, withinMs?: number): Promise<Exchange> {
    const exchange = await send(pageRequest(jar, url, form), undefined, withinMs);
    jar.take(exchange);
    return exchange;
  }

  async function walk(visitor: Visitor, from: string, form?: URLSearchParams, withinMs?: number): Promise<Walk> {
    const exchanges = [await request(visitor, from, form, withinMs)];
    for (;;) {
      const last = exchanges.at(-1) as Exchange;
      const onward = redirectOf(last);
      if (!onward || leaves(onward) || exchanges.length >= MOST_STEPS) {
        return { exchanges, last, onward: onward && leaves(onward) ? onward : undefined };
      }
      exchanges.push(await request(visitor, onward.href));
    }
  }

  /** Begins a login in the browser, where the page is one that scripts make something of. */
  async function beginByScript(visitor: Visitor, walked: Walk): Promise<Walk> {
    if (browsing.mode !== 'browser') return walked;
    const order = { url: walked.last.request.url, hold: authorizationUrl, cookies: visitor.jar.held() };
    try {
      const { exchanges, cookies, held } = await visit({ ...order, decide: beginningByScript() });
      visitor.jar.adopt(cookies);
      const last = exchanges.at(-1) ?? walked.last;
      return held
        ? { exchanges: [...walked.exchanges, ...exchanges], last, onward: new URL(held), byScript: true }
        : walked;
    } catch (error) {
      if (error instanceof NoBrowser) return walked;
      throw error;
    }
  }

  /** Begins a login where a person would: by a redirect, by what the page offers, or by what its scripts do. */
  async function begin(visitor: Visitor): Promise<Walk> {
    const first = await walk(visitor, at(app.loginUrl));
    const script = mayChange(first) ? first : undefined;
    let walked = first;
    for (let page = 0; page < MOST_PAGES && !walked.onward && isPage(walked.last); page++) {
      const next = beginningOn(seenOn(walked.last), authorizationUrl);
      if (!next) break;
      if (leaves(new URL(next.url))) return { ...walked, onward: new URL(next.url) };
      const further = await walk(visitor, next.url, next.form);
      walked = { ...further, exchanges: [...walked.exchanges, ...further.exchanges] };
    }
    if (walked.onward) return walked;
    return script || mayChange(walked) ? beginByScript(visitor, script ?? walked) : walked;
  }

  return {
    at,
    authorizationUrl,
    request,
    begin,
    /** Lets the browser follow a redirect back to the application. */
    deliver: (visitor: Visitor, callback: URL, withinMs?: number) => walk(visitor, callback.href, undefined, withinMs),
    open: (visitor: Visitor, pathOrUrl: string) => walk(visitor, at(pathOrUrl)),
    /** What the pages show that the target file names, the end of the session last. */
    async openAll(visitor: Visitor): Promise<readonly Exchange[]> {
      const seen: Exchange[] = [];
      for (const url of ['/', app.resourceUrl, app.logoutUrl]) {
        if (url !== undefined) seen.push(...(await walk(visitor, at(url))).exchanges);
      }
      return seen;
    },
    /** GET on the page that only somebody who is logged in may see. */
    probe: (visitor: Visitor) => request(visitor, at(app.loggedInUrl)),
  };
}

const seenOn = ({ request, response }: Exchange) => seenInHtml(textOf(response?.body), request.url);

function mayChange({ last, onward }: Walk): boolean {
  return !onward && isPage(last) && seenOn(last).mayChange;
}

/** Whether a response is a page on which somebody may click. */
function isPage(exchange: Exchange): boolean {
  return succeeded(exchange) && (mediaType(exchange.response?.headers ?? []) ?? '').includes('html');
}
