import { type Call, exchange, type Received } from '../../../apps/exchange.ts';
import { NotDone } from '../../../apps/serve.ts';
import { step } from '../../../frame/step.ts';
import type { Order } from './order.ts';

/** What a response to a token request gives. */
export interface Tokens {
  readonly accessToken: string;
  /** Absent where the response has none: a refresh gives no new one. */
  readonly refreshToken: string | undefined;
}

/** No tokens came; says why. */
export class NoTokens extends NotDone {}

/** Where tokens are created. */
export const tokenUrl = step(({ url }: Order): string => `${url}/api/auth/0.1/token`);

/** Seconds that an access token is to live. */
export const lifetime = step((): unknown => 3600);

/** A login that asks for a refresh token as well ("Creating a Refresh Token"). */
export const loginCall = step((order: Order): Call => {
  const { clientId: client_id, username, password } = order;
  const credentials = Buffer.from(`${username}:${password}`).toString('base64');
  return tokenCall(
    order,
    { expiration: lifetime(), client_id, access_type: 'offline' },
    { Authorization: `Basic ${credentials}` },
  );
});

/** A refresh: without user name and password ("Creating an Access Token from a Refresh Token"). */
export const refreshCall = step((order: Order, refresh_token: string): Call => {
  const { clientId: client_id } = order;
  return tokenCall(order, { expiration: lifetime(), client_id, refresh_token });
});

function tokenCall(order: Order, body: object, headers: Readonly<Record<string, string>> = {}): Call {
  return {
    method: 'POST',
    url: tokenUrl(order),
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** Makes a token request; throws a NoTokens. */
export async function askForTokens(call: Call): Promise<Tokens> {
  const response = await exchange(call).catch((error: Error) => {
    throw new NoTokens(`no response: ${error.message}`);
  });
  return tokensIn(response);
}

/** The tokens of a response: `data.token` and, after an offline login, `data.refresh_token`. Throws a NoTokens. */
export const tokensIn = step(({ status, text }: Received): Tokens => {
  if (status !== 200) throw new NoTokens(`status ${status}`);
  const { token, refresh_token } = dataIn(text);
  if (typeof token !== 'string' || token === '') throw new NoTokens('the response has no data.token');
  return { accessToken: token, refreshToken: typeof refresh_token === 'string' ? refresh_token : undefined };
});

/** The members of `data`, known and unknown ones; none where the body is something else. */
export function dataIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object((JSON.parse(text) as { data?: unknown } | null)?.data);
  } catch {
    return {};
  }
}
