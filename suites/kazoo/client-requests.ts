import { type Exchange, textOf } from '../harness/http/exchange.ts';
import { bodyOf, holds, isOfClient, pathOf } from '../harness/http/sent.ts';
import type { Session } from './client-session.ts';

export type Members = Readonly<Record<string, unknown>>;

/** The path of a request behind its version; the whole path where it has none. */
export const pathBelow = (exchange: Exchange): string => pathOf(exchange).replace(/^\/v\d+(?=\/)/, '');

/** What `data` of a request's envelope holds; nothing where it is no object. */
export function dataOf(exchange: Exchange): Members {
  const { data } = bodyOf(exchange);
  return isObject(data) ? data : {};
}

/** Whether a value is a JSON object. */
export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A request for people: method and path. */
export const named = (exchange: Exchange): string => `${exchange.request.method} ${pathOf(exchange)}`;

/** The same of several. */
export const allNamed = (exchanges: readonly Exchange[]): string => exchanges.map(named).join(', ') || 'nothing';

/** Whether a request is one that the application sent to Crossbar for a session. */
export function belongsTo({ id, known }: Session, exchange: Exchange): boolean {
  if (!isOfClient(exchange) || pathOf(exchange).startsWith('/sso/')) return false;
  return [id, ...known].some((text) => holds(exchange, text));
}

/** What a request of the application is meant to be. */
export type Kind = 'login' | 'callback' | 'link' | 'action' | 'tokeninfo' | 'call';

/** The kind of a request, by its path or by what only such a request holds. */
export function kindOf(exchange: Exchange, { username, password, accountName, known }: Session): Kind {
  const path = pathBelow(exchange);
  const body = textOf(exchange.request.body);
  const isLogin = [accountName, username, password].some((text) => holds(exchange, text));
  if (path.endsWith('/user_auth') || isLogin) return 'login';
  const codes = [...known].filter((text) => text.startsWith(CODE_MARK));
  if (path.endsWith('/auth/callback') || codes.some((code) => body.includes(code))) return 'callback';
  if (/\/auth\/tokeninfo\/?$/.test(path)) return 'tokeninfo';
  if (exchange.request.method !== 'GET' && /\/links\//.test(path)) return 'link';
  return 'action' in bodyOf(exchange) || 'action' in dataOf(exchange) || /\/auth\/?$/.test(path) ? 'action' : 'call';
}

/** How the part of a code begins that nothing else holds. */
export const CODE_MARK = 'tollgatecode';
