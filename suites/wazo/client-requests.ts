import type { Matcher } from '../harness/checks/matchers.ts';
import { type Exchange, headerValues, textOf, valueAt } from '../harness/http/exchange.ts';
import { USER_AGENT } from '../harness/http/visitor.ts';
import type { Session } from './client-session.ts';

/** Where tokens are created. */
export const TOKEN_PATH = '/api/auth/0.1/token';

/** The path of a request; empty where its URL is none. */
export const pathOf = ({ request }: Exchange): string =>
  URL.canParse(request.url) ? new URL(request.url).pathname : '';

/** Whether a request is one to create a token, as the document shows it. */
export const isTokenRequest = (exchange: Exchange): boolean =>
  exchange.request.method === 'POST' && pathOf(exchange) === TOKEN_PATH;

/** Whether a request is about a token by its value in the path, as wazo-auth's API has it. */
export const isAboutToken = (exchange: Exchange): boolean => pathOf(exchange).startsWith(`${TOKEN_PATH}/`);

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
  return [url, textOf(body), basicOf(exchange) ?? '', ...headers.map(([, value]) => value)];
}

/** Whether a request holds a text anywhere, as it is or as a URL or a form has it. */
export const holds = (exchange: Exchange, text: string): boolean =>
  partsOf(exchange).some((part) => part.includes(text) || part.includes(encodeURIComponent(text)));

/** Whether a request is one that the application sent for a session, and not one of the suite's own. */
export function belongsTo({ id, access, refresh }: Session, exchange: Exchange): boolean {
  const [sender] = headerValues(exchange.request.headers, 'user-agent');
  // A browser asks by OPTIONS whether it may send the request at all.
  if (sender === USER_AGENT || exchange.request.method === 'OPTIONS') return false;
  return [id, ...access, ...refresh].some((text) => holds(exchange, text));
}

/** Makes the tokens that the server gave in a response known as the session's. */
export function learnTokens({ access, refresh }: Session, exchange: Exchange): void {
  if (!isTokenRequest(exchange)) return;
  const [token, refreshToken] = [valueAt(exchange, '/data/token'), valueAt(exchange, '/data/refresh_token')];
  if (typeof token === 'string' && token !== '') access.add(token);
  if (typeof refreshToken === 'string' && refreshToken !== '') refresh.add(refreshToken);
}

/** Whether a request brings the user's password, in whatever place. */
export const hasPassword = (exchange: Exchange, { password }: Session): boolean => holds(exchange, password);

/** What a request of the application is meant to be. */
export function kindOf(exchange: Exchange, session: Session): 'login' | 'refresh' | 'call' {
  const body = textOf(exchange.request.body);
  const tokens = [...session.access, ...session.refresh];
  const isRefresh = 'refresh_token' in bodyOf(exchange) || tokens.some((token) => body.includes(token));
  if (isRefresh) return 'refresh';
  if (hasPassword(exchange, session)) return 'login';
  return isTokenRequest(exchange) ? 'refresh' : 'call';
}

/** No request has this refresh token where the access token belongs. */
export const opensNothingWith =
  (refreshToken: string): Matcher =>
  (_, all = []) => {
    const asAccess = all.find((one) => tokenIn(one) === refreshToken);
    const actual = asAccess ? `one at ${pathOf(asAccess)}` : 'none';
    return { ok: !asAccess, expected: 'no refresh token in X-Auth-Token', actual };
  };
