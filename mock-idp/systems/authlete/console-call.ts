import { stringify } from 'lossless-json';
import type { Dispatcher } from 'undici';
import { undici } from '../../frame/at-first-use.ts';
import { step } from '../../frame/step.ts';

/** What the service's owner has entered (section 4), and what a developer has typed. */
export interface LoginAttempt {
  readonly endpoint: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** In digits. */
  readonly serviceApiKey: string;
  readonly id: string;
  readonly password: string;
  /** How long the endpoint may take, in milliseconds. */
  readonly timeoutMs: number;
}

/** The endpoint's response. */
export interface Received {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  readonly body: Buffer;
}

/** The endpoint's response, or why there is none. */
export type EndpointResponse = Received | { readonly failure: string; readonly timedOut: boolean };

/** A callback request as it is sent. */
export interface CallbackCall {
  readonly url: string;
  readonly method: Dispatcher.HttpMethod;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly timeoutMs: number;
}

const longestResponse = 1024 * 1024;

/** Makes the callback request of section 5 and gives what comes back; follows no redirect. */
export const callEndpoint = step((attempt: LoginAttempt): Promise<EndpointResponse> => exchange(callOf(attempt)));

/** The callback request of a login (section 5): a POST with a JSON body to the very URL that the owner has entered. */
export const callOf = step((attempt: LoginAttempt): CallbackCall => {
  const authorization = basicOf(attempt);
  return {
    url: attempt.endpoint,
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(authorization && { Authorization: authorization }) },
    body: bodyOf(messageOf(attempt)),
    timeoutMs: attempt.timeoutMs,
  };
});

/** The Authorization header, where API key and API secret are set (section 4). */
export const basicOf = step(({ apiKey, apiSecret }: LoginAttempt): string | undefined => {
  return apiKey === '' || apiSecret === '' ? undefined : basic(apiKey, apiSecret);
});

/** The eight members (section 5), nulls and all, as Authlete's own serialiser writes them. */
export const messageOf = step(({ serviceApiKey, id, password }: LoginAttempt): unknown => ({
  serviceApiKey: BigInt(serviceApiKey),
  id,
  password,
  sns: null,
  accessToken: null,
  refreshToken: null,
  expiresIn: 0,
  rawTokenResponse: null,
}));

/** A message as JSON in UTF-8. */
export const bodyOf = step((message: unknown): Buffer => Buffer.from(stringify(message) ?? '', 'utf8'));

/** Basic credentials (RFC 7617). */
export function basic(name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

/** Sends a callback request, on a connection of its own: one that the endpoint has just closed would fail a login that it never saw. */
export async function exchange({ url, method, headers, body, timeoutMs }: CallbackCall): Promise<EndpointResponse> {
  try {
    const { request } = await undici();
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await request(url, { method, headers, body, signal, reset: true });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > longestResponse)
        return { failure: `its response is longer than ${longestResponse} bytes`, timedOut: false };
      chunks.push(chunk);
    }
    return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
  } catch (error) {
    const { name, message, code } = error as Error & { code?: string };
    const timedOut = name === 'TimeoutError';
    return {
      failure: timedOut ? `it did not answer within ${timeoutMs} ms` : message || String(code ?? name),
      timedOut,
    };
  }
}
