import { type Exchange, headerValues, textOf } from '../harness/http/exchange.ts';
import { USER_AGENT } from '../harness/http/visitor.ts';
import type { Session } from './client-app.ts';

/** Where tokens are created. */
export const TOKEN_PATH = '/api/auth/0.1/token';

export const pathOf = ({ request }: Exchange): string => new URL(request.url).pathname;

/** Whether a request is one to create a token, as the document shows it. */
export const isTokenRequest = (exchange: Exchange): boolean =>
  exchange.request.method === 'POST' && pathOf(exchange) === TOKEN_PATH;

/** The access token that a request brings where the document wants it. */
export const tokenIn = ({ request }: Exchange): string | undefined => headerValues(request.headers, 'x-auth-token')[0];

/** The members of a JSON body; none where it is no JSON object. */
export function bodyOf({ request }: Exchange): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(textOf(request.body));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

/** User name and password of a request's Basic credentials. */
export function basicOf({ request }: Exchange): string | undefined {
  const [header = ''] = headerValues(request.headers, 'authorization');
  const [, encoded] = /^basic +(\S+)$/i.exec(header) ?? [];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString();
}

/** Everything of a request in which a text can stand, Basic credentials decoded. */
function partsOf(exchange: Exchange): readonly string[] {
  const { url, headers, body } = exchange.request;
  return [decodeURI(url), textOf(body), basicOf(exchange) ?? '', ...headers.map(([, value]) => value)];
}

/** Whether a request holds a text anywhere, as it is or as a URL has it. */
export const holds = (exchange: Exchange, text: string): boolean =>
  partsOf(exchange).some((part) => part.includes(text) || part.includes(encodeURIComponent(text)));

/** Whether a request is one that the application sent for a session, and not one of the suite's own. */
export function belongsTo({ clientId, username, resource, tokens }: Session, exchange: Exchange): boolean {
  const { pathname, search } = new URL(resource);
  const isResource = exchange.request.url.endsWith(pathname + search);
  const [sender] = headerValues(exchange.request.headers, 'user-agent');
  return sender !== USER_AGENT && (isResource || [clientId, username, ...tokens].some((text) => holds(exchange, text)));
}

/** Whether a request brings the user's password, in whatever place. */
export const hasPassword = (exchange: Exchange, { password }: Session): boolean => holds(exchange, password);

/** What a request of the application is meant to be. */
export function kindOf(exchange: Exchange, session: Session): 'login' | 'refresh' | 'call' {
  const body = textOf(exchange.request.body);
  const isRefresh = 'refresh_token' in bodyOf(exchange) || [...session.tokens].some((token) => body.includes(token));
  if (isRefresh) return 'refresh';
  if (hasPassword(exchange, session)) return 'login';
  return isTokenRequest(exchange) ? 'refresh' : 'call';
}
