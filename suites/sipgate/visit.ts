import type { BrowserVisit, Decision, Look, Seen } from '../harness/browser/browsing.ts';
import type { CookieJar } from '../harness/browser/cookies.ts';
import {
  asksToGrant,
  boxesNaming,
  decisionButton,
  denyingGoal,
  keyOf,
  loginButton,
  passwordField,
  usernameField,
} from '../harness/browser/forms.ts';
import { pageRequest } from '../harness/browser/page-request.ts';
import { seenInHtml } from '../harness/browser/seen.ts';
import { requestOf } from '../harness/browser/submission.ts';
import type { Transport } from '../harness/flow/context.ts';
import {
  type Exchange,
  headerValues,
  mediaType,
  type SentRequest,
  succeeded,
  textOf,
} from '../harness/http/exchange.ts';
import type { Account, SipgateTarget } from './target.ts';

/** `name` is a page that asks for the user name alone, `further` one with a button that leads on and grants nothing. */
export type PageKind = 'login' | 'name' | 'consent' | 'further' | 'other';

/** A page that a visit came to. */
export interface Page extends Look {
  readonly kind: PageKind;
}

/** What came of an authorization request. */
export interface Visit {
  /** In order; the last is where it ended. */
  readonly exchanges: readonly Exchange[];
  readonly last: Exchange;
  readonly pages: readonly Page[];
  /** The redirect back to the application, which is not followed. */
  readonly redirect: URL | undefined;
  readonly jar: CookieJar;
  /** Why the browser went no further, where the exchanges do not say it. */
  readonly remark?: string;
  /** What the last page showed in the browser, its password fields emptied. */
  readonly screenshot?: Uint8Array;
}

export interface VisitOrder {
  readonly url: string;
  /** The request's form, where it is sent by POST. */
  readonly form?: URLSearchParams;
  /** Where the authorization request wants to be sent back to. */
  readonly redirectUri: string;
  readonly jar: CookieJar;
  /** Who logs in where a login page comes; nobody when absent, and the visit ends there. */
  readonly as?: Account;
  readonly consent: 'accept' | 'deny' | 'stop';
  /** What is asked for: check boxes of these names are ticked where it is granted. */
  readonly scopes?: readonly string[];
}

const mostPages = 12;

/** What a person of the order does on a page. */
function decide(order: VisitOrder, names: SipgateTarget['form'], seen: Seen, tries: { logins: number }): Decision {
  for (const [form, shape] of seen.forms.entries()) {
    const password = passwordField(shape, names);
    const username = usernameField(shape, names);
    if (password || asksForName(shape, names)) {
      if (!order.as || tries.logins >= 3) return 'stop';
      tries.logins = password ? 3 : tries.logins + 1;
      const fill: Record<string, string> = {};
      if (username) fill[keyOf(username)] = order.as.name;
      if (password) fill[keyOf(password)] = order.as.password;
      return { form, fill, button: loginButton(shape, names) };
    }
  }
  for (const [form, shape] of seen.forms.entries()) {
    const grants = asksToGrant(shape, seen.links, names);
    if (grants && order.consent === 'stop') return 'stop';
    const button = decisionButton(shape, grants && order.consent === 'deny' ? 'deny' : 'accept', names);
    if (button === undefined) continue;
    const boxes = order.consent === 'accept' ? seen.forms.flatMap((one) => boxesNaming(one, order.scopes ?? [])) : [];
    return { form, fill: {}, tick: boxes.filter(({ checked }) => !checked).map(({ at }) => at), button };
  }
  return undefined;
}

function asksForName(shape: Seen['forms'][number], names: SipgateTarget['form']): boolean {
  return (
    usernameField(shape, names) !== undefined &&
    shape.fields.some(({ autocomplete }) => /username|email/.test(autocomplete))
  );
}

/** What kind of page it is. */
function kindOf({ forms, links }: Seen, names: SipgateTarget['form'] = {}): PageKind {
  if (forms.some((form) => passwordField(form, names))) return 'login';
  if (forms.some((form) => asksForName(form, names))) return 'name';
  if (forms.some((form) => asksToGrant(form, links, names))) return 'consent';
  if (forms.some((form) => decisionButton(form, 'accept', names) !== undefined)) return 'further';
  return 'other';
}

/** Whether a visit came by a page of that kind. */
export function sees({ pages }: Visit, kind: PageKind): boolean {
  return pages.some((page) => page.kind === kind);
}

/** The page on which a visit ended though scripts could have made something of it. */
export function unreadPage({ last, pages, redirect }: Visit): Page | undefined {
  const page = pages.at(-1);
  const isEnd = page?.exchange === last && !redirect && succeeded(last);
  return isEnd && page.kind === 'other' && page.seen.mayChange ? page : undefined;
}

/** Makes an authorization request by HTTP, fills what pages it meets, and stops before the redirect back. */
export async function visitByHttp(
  order: VisitOrder,
  target: SipgateTarget,
  send: (request: SentRequest) => Promise<Exchange>,
): Promise<Visit> {
  const { jar } = order;
  const exchanges: Exchange[] = [];
  const tries = { logins: 0 };
  let next: { url: string; form?: URLSearchParams } | undefined = { url: order.url, form: order.form };
  let redirect: URL | undefined;
  while (next && exchanges.length < mostPages) {
    const exchange = await request(next, jar, send);
    exchanges.push(exchange);
    const onward = redirectOf(exchange);
    if (onward !== undefined) {
      if (!staysHere(onward, order, target)) {
        redirect = onward;
        break;
      }
      next = { url: onward.href };
      continue;
    }
    next = afterPage(exchange, order, target, tries);
  }
  const pages = exchanges
    .filter((exchange) => exchange.response && !redirectOf(exchange) && isHtml(exchange))
    .map((exchange) => ({ exchange, seen: seenInHtml(textOf(exchange.response?.body), exchange.request.url) }));
  const last = exchanges.at(-1) as Exchange;
  return { exchanges, last, pages: pages.map((look) => pageOf(look, target)), redirect, jar };
}

function afterPage(
  exchange: Exchange,
  order: VisitOrder,
  target: SipgateTarget,
  tries: { logins: number },
): { url: string; form?: URLSearchParams } | undefined {
  const { url } = exchange.request;
  const seen = seenInHtml(textOf(exchange.response?.body), url);
  const decision = decide(order, target.form, seen, tries);
  const form = typeof decision === 'object' ? seen.forms[decision.form] : undefined;
  if (decision === undefined && order.consent === 'deny' && kindOf(seen, target.form) === 'consent') {
    const goal = denyingGoal(seen);
    return goal === undefined ? undefined : { url: goal };
  }
  return form && typeof decision === 'object' ? requestOf(form, decision) : undefined;
}

/** Makes an authorization request in the browser, with the jar's cookies; what the browser holds of them goes into the jar. */
export async function visitByBrowser(
  order: VisitOrder,
  target: SipgateTarget,
  visit: Transport<unknown>['visit'],
): Promise<Visit> {
  const tries = { logins: 0 };
  const { exchanges, looks, cookies, held, remark, screenshot }: BrowserVisit = await visit({
    url: order.url,
    hold: order.redirectUri.split(/[?#]/)[0] ?? order.redirectUri,
    cookies: order.jar.held(),
    decide: (seen) => decide(order, target.form, seen, tries),
  });
  order.jar.adopt(cookies);
  const last = exchanges.at(-1) as Exchange;
  const onward = held === undefined ? redirectOf(last) : new URL(held);
  return {
    exchanges,
    last,
    pages: looks.map((look) => pageOf(look, target)),
    redirect: onward && !staysHere(onward, order, target) ? onward : undefined,
    jar: order.jar,
    ...(remark && { remark }),
    ...(screenshot && { screenshot }),
  };
}

/** Goes on in the browser from the page where a visit by HTTP ended. */
export async function continueByBrowser(
  { exchanges, pages, last }: Visit,
  order: VisitOrder,
  target: SipgateTarget,
  visit: Transport<unknown>['visit'],
): Promise<Visit> {
  const further = await visitByBrowser({ ...order, url: last.request.url }, target, visit);
  return {
    ...further,
    exchanges: [...exchanges, ...further.exchanges],
    pages: [...pages.slice(0, -1), ...further.pages],
  };
}

function pageOf(look: Look, { form }: SipgateTarget): Page {
  return { ...look, kind: kindOf(look.seen, form) };
}

function isHtml({ response }: Exchange): boolean {
  return (mediaType(response?.headers ?? []) ?? 'text/html').includes('html');
}

/** Where a response redirects to. */
export function redirectOf({ request, response }: Exchange): URL | undefined {
  if (!response || response.status < 300 || response.status > 399) return undefined;
  const location = headerValues(response.headers, 'location')[0];
  if (location === undefined || !URL.canParse(location, request.url)) return undefined;
  return new URL(location, request.url);
}

/** Whether a redirect leads on within the authorization server, rather than back to the application. */
function staysHere(onward: URL, { redirectUri }: VisitOrder, { url }: SipgateTarget): boolean {
  const [withoutQuery = ''] = redirectUri.split(/[?#]/);
  if (withoutQuery !== '' && onward.href.startsWith(withoutQuery)) return false;
  return onward.origin === new URL(url).origin;
}

async function request(
  { url, form }: { url: string; form?: URLSearchParams },
  jar: CookieJar,
  send: (request: SentRequest) => Promise<Exchange>,
): Promise<Exchange> {
  const exchange = await send(pageRequest(jar, url, form));
  jar.take(exchange);
  return exchange;
}
