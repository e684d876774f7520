import type { Matcher } from '../harness/checks/matchers.ts';
import { type Exchange, textOf, valueAt } from '../harness/http/exchange.ts';
import { bodyOf, holds, isOfClient, pathOf, tokenIn } from '../harness/http/sent.ts';
import type { Session } from './client-session.ts';

/** Where tokens are created. */
export const TOKEN_PATH = '/api/auth/0.1/token';

/** Whether a request is one to create a token, as the document shows it. */
export const isTokenRequest = (exchange: Exchange): boolean =>
  exchange.request.method === 'POST' && pathOf(exchange) === TOKEN_PATH;

/** Whether a request is about a token by its value in the path, as wazo-auth's API has it. */
export const isAboutToken = (exchange: Exchange): boolean => pathOf(exchange).startsWith(`${TOKEN_PATH}/`);

/** Whether a request is one that the application sent for a session, and not one of the suite's own. */
export function belongsTo({ id, access, refresh }: Session, exchange: Exchange): boolean {
  return isOfClient(exchange) && [id, ...access, ...refresh].some((text) => holds(exchange, text));
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
