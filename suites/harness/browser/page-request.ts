import type { SentRequest } from '../http/exchange.ts';
import { VISITOR_HEADERS } from '../http/visitor.ts';
import type { CookieJar } from './cookies.ts';

/** What a visitor's browser sends for a page, with the cookies that it holds: a GET, or a POST of a form. */
export function pageRequest(jar: CookieJar, url: string, form?: URLSearchParams): SentRequest {
  const cookie = jar.headerFor(url);
  return {
    method: form ? 'POST' : 'GET',
    url,
    headers: [
      ...VISITOR_HEADERS,
      ...(cookie === undefined ? [] : [['Cookie', cookie] as const]),
      ...(form ? [['Content-Type', 'application/x-www-form-urlencoded'] as const] : []),
    ],
    ...(form && { body: Buffer.from(form.toString()) }),
  };
}
