import type { Matcher } from '../harness/checks/matchers.ts';
import { type Exchange, mediaType, summaryOf, textOf } from '../harness/http/exchange.ts';
import { redirectOf } from './visit.ts';

/** A judge that says what it wants and what it saw, never the values themselves where they are secret. */
export function rule(expected: string, look: (exchange: Exchange) => { ok: boolean; actual: string }): Matcher {
  return (exchange) => ({ expected, ...look(exchange) });
}

/** The form of a request; empty where it is none. */
export function formIn({ request }: Exchange): URLSearchParams {
  return isForm(request) ? new URLSearchParams(textOf(request.body)) : new URLSearchParams();
}

function isForm({ headers }: Exchange['request']): boolean {
  return mediaType(headers) === 'application/x-www-form-urlencoded';
}

/** The request's body is a form. */
export const sendsForm: Matcher = rule('a body of type application/x-www-form-urlencoded', ({ request }) => ({
  ok: isForm(request),
  actual: mediaType(request.headers) ?? 'no Content-Type',
}));

/** The request is a POST to this URL, query aside. */
export function postsTo(url: string): Matcher {
  return rule(`POST to ${new URL(url).pathname}`, ({ request }) => {
    const { origin, pathname } = new URL(request.url);
    const actual = `${request.method} ${pathname}`;
    return { ok: request.method === 'POST' && origin + pathname === url, actual };
  });
}

/** The parameters hold this one once, with the value wanted where one is wanted. */
export function hasParameter(
  read: (exchange: Exchange) => URLSearchParams,
  name: string,
  wanted?: string | ((value: string) => boolean),
): Matcher {
  const fits = (value: string) => (typeof wanted === 'function' ? wanted(value) : value === wanted);
  return rule(`${name}${typeof wanted === 'string' ? ` ${wanted}` : ''}`, (exchange) => {
    const values = read(exchange).getAll(name);
    const [value = ''] = values;
    const ok = values.length === 1 && value !== '' && (wanted === undefined || fits(value));
    const shown = value === '' ? `no ${name}` : `${name} ${value}`;
    return { ok, actual: values.length > 1 ? `${name} ${values.length} times` : shown };
  });
}

/** No part of a response holds the text. */
export function keepsBack(name: string, text: string): Matcher {
  return rule(`no ${name} in what browsers are sent`, ({ response, request }) => {
    const headers = (response?.headers ?? []).map(([, value]) => value).join('\n');
    const found = `${headers}\n${textOf(response?.body)}`.includes(text);
    return { ok: !found, actual: found ? `${name} in the response of ${new URL(request.url).pathname}` : 'none' };
  });
}

/** The browser is told something, rather than an error of the server's or another round to the realm. */
export const tells: Matcher = rule('a response below 500 that does not lead to the realm again', (exchange) => ({
  ok: (exchange.response?.status ?? 500) < 500 && !redirectOf(exchange)?.pathname.includes('/protocol/openid-connect/'),
  actual: summaryOf(exchange),
}));
