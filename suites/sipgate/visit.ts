import type { Browsing, Deed, Seen } from '../harness/browser/browsing.ts';
import type { CookieJar } from '../harness/browser/cookies.ts';
import {
  decisionButton,
  formsOf,
  pageText,
  passwordField,
  submission,
  usernameField,
} from '../harness/browser/forms.ts';
import { type Exchange, headerValues, mediaType, type SentRequest, textOf } from '../harness/http/exchange.ts';
import type { Account, SipgateTarget } from './target.ts';

export type PageKind = 'login' | 'consent' | 'other';

/** A page that a visit came to. */
export interface Page {
  readonly kind: PageKind;
  readonly exchange: Exchange;
  readonly text: string;
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
}

const mostPages = 12;

/** What a person of the order does on a page; undefined where there is nothing to do. */
function decide(
  order: VisitOrder,
  names: SipgateTarget['form'],
  seen: Seen,
  tries: { logins: number },
): Deed | undefined {
  for (const [form, shape] of seen.forms.entries()) {
    const password = passwordField(shape, names);
    const username = usernameField(shape, names);
    if (password || (username && shape.fields.some(({ autocomplete }) => /username|email/.test(autocomplete)))) {
      if (!order.as || tries.logins >= 3) return undefined;
      tries.logins = password ? 3 : tries.logins + 1;
      const fill: Record<string, string> = {};
      if (username) fill[username.name] = order.as.name;
      if (password) fill[password.name] = order.as.password;
      const cancels = decisionButton(shape, 'deny', names);
      const submit = shape.buttons.findIndex((_, index) => index !== cancels);
      return { form, fill, button: submit < 0 ? undefined : submit };
    }
  }
  for (const [form, shape] of seen.forms.entries()) {
    if (order.consent === 'stop') return undefined;
    const button = decisionButton(shape, order.consent, names);
    if (button !== undefined) return { form, fill: {}, button };
  }
  return undefined;
}

/** What kind of page a document is. */
export function kindOf(exchange: Exchange, names: SipgateTarget['form'] = {}): PageKind {
  const forms = formsOf(textOf(exchange.response?.body));
  if (forms.some((form) => passwordField(form, names))) return 'login';
  if (forms.some((form) => decisionButton(form, 'accept', names) !== undefined)) return 'consent';
  return 'other';
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
  return visitOf(exchanges, redirect, jar, target);
}

function afterPage(
  exchange: Exchange,
  order: VisitOrder,
  target: SipgateTarget,
  tries: { logins: number },
): { url: string; form?: URLSearchParams } | undefined {
  const { url } = exchange.request;
  const html = textOf(exchange.response?.body);
  const forms = formsOf(html);
  const deed = decide(order, target.form, { url, forms, text: pageText(html) }, tries);
  const form = deed && forms[deed.form];
  if (!form) return undefined;
  const action = new URL(form.action || url, url);
  const data = submission(form, deed.fill, deed.button);
  if (form.method === 'POST') return { url: action.href, form: data };
  action.search = data.toString();
  return { url: action.href };
}

/** Makes an authorization request in the browser; what the browser holds of cookies goes into the jar. */
export async function visitByBrowser(
  order: VisitOrder,
  target: SipgateTarget,
  browsing: Browsing,
  note: (exchanges: readonly Exchange[]) => void,
): Promise<Visit> {
  const browser = await browsing.open();
  const tries = { logins: 0 };
  const { exchanges, cookies, screenshot } = await browser.visit({
    url: order.url,
    hold: order.redirectUri.split(/[?#]/)[0] ?? order.redirectUri,
    decide: (seen) => decide(order, target.form, seen, tries),
  });
  note(exchanges);
  order.jar.adopt(cookies);
  const onward = exchanges.at(-1) && redirectOf(exchanges.at(-1) as Exchange);
  const redirect = onward && !staysHere(onward, order, target) ? onward : undefined;
  return { ...visitOf(exchanges, redirect, order.jar, target), ...(screenshot && { screenshot }) };
}

function visitOf(
  exchanges: readonly Exchange[],
  redirect: URL | undefined,
  jar: CookieJar,
  target: SipgateTarget,
): Visit {
  const pages = exchanges
    .filter((exchange) => exchange.response && !redirectOf(exchange) && isHtml(exchange))
    .map((exchange) => ({
      kind: kindOf(exchange, target.form),
      exchange,
      text: pageText(textOf(exchange.response?.body)),
    }));
  const last = exchanges.at(-1);
  if (!last) throw new Error('The visit made no request.');
  return { exchanges, last, pages, redirect, jar };
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
  const cookie = jar.headerFor(url);
  const exchange = await send({
    method: form ? 'POST' : 'GET',
    url,
    headers: [
      ['Accept', 'text/html,application/xhtml+xml,*/*;q=0.8'],
      ...(cookie === undefined ? [] : [['Cookie', cookie] as const]),
      ...(form ? [['Content-Type', 'application/x-www-form-urlencoded'] as const] : []),
    ],
    ...(form && { body: Buffer.from(form.toString()) }),
  });
  jar.take(exchange);
  return exchange;
}
