import { stringify } from 'lossless-json';
import { type Dispatcher, request as send } from 'undici';
import { faulty, faultyRequest } from './console-faults.ts';

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

/** The endpoint's response, or why there is none. */
export type EndpointResponse =
  | { readonly status: number; readonly contentType: string; readonly body: Buffer }
  | { readonly failure: string; readonly timedOut: boolean };

const longestResponse = 1024 * 1024;

/** Makes the callback request of section 5 and gives what comes back; follows no redirect unless a fault says so. */
export async function callEndpoint(attempt: LoginAttempt): Promise<EndpointResponse> {
  const first = await callOnce(attempt, endpointOf(attempt));
  if (faulty('authlete.console-calls-twice')) return callOnce(attempt, attempt.endpoint);
  const goal = 'failure' in first ? undefined : first.location;
  return goal !== undefined && faulty('authlete.console-follows-redirects') ? callOnce(attempt, goal) : first;
}

async function callOnce(
  attempt: LoginAttempt,
  url: string,
): Promise<
  | (EndpointResponse & { location?: undefined })
  | (Extract<EndpointResponse, { status: number }> & { location?: string })
> {
  const patience = faulty('authlete.console-waits') ? 60_000 : attempt.timeoutMs;
  try {
    const signal = AbortSignal.timeout(patience);
    const method = (faulty('authlete.console-puts') ? 'PUT' : 'POST') as Dispatcher.HttpMethod;
    // A connection of its own: one that the endpoint has just closed would fail a login that it never saw.
    const reset = true;
    const response = await send(url, { method, headers: headersOf(attempt), body: bodyOf(attempt), signal, reset });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > longestResponse)
        return { failure: `its response is longer than ${longestResponse} bytes`, timedOut: false };
      chunks.push(chunk);
    }
    return {
      status: response.statusCode,
      contentType: String(response.headers['content-type'] ?? ''),
      body: Buffer.concat(chunks),
      ...(response.headers.location !== undefined && {
        location: new URL(String(response.headers.location), url).href,
      }),
    };
  } catch (error) {
    const { name, message, code } = error as Error & { code?: string };
    const timedOut = name === 'TimeoutError';
    return {
      failure: timedOut ? `it did not answer within ${patience} ms` : message || String(code ?? name),
      timedOut,
    };
  }
}

function endpointOf({ endpoint, password }: LoginAttempt): string {
  const url = new URL(endpoint);
  if (faulty('authlete.console-path-appended')) url.pathname += '/authentication';
  if (faulty('authlete.console-query-dropped')) url.search = '';
  if (faulty('authlete.console-password-in-url')) url.searchParams.set('password', password);
  return url.href;
}

function headersOf({ apiKey, apiSecret }: LoginAttempt): Record<string, string> {
  const type = faulty('authlete.console-media-type') ? 'text/plain' : 'application/json';
  const secret = faulty('authlete.console-secret-cut') ? (apiSecret.split(':')[0] ?? '') : apiSecret;
  const sent = faulty('authlete.console-secret-encoded') ? encodeURIComponent(secret) : secret;
  const wanted = (apiKey !== '' && apiSecret !== '') || faulty('authlete.console-empty-basic');
  const authorization = `Basic ${Buffer.from(`${apiKey}:${sent}`).toString('base64')}`;
  return {
    'Content-Type': type,
    ...(wanted && !faulty('authlete.console-no-basic') && { Authorization: authorization }),
  };
}

/** The eight members, nulls and all, as Authlete's own serialiser writes them. */
function bodyOf({ serviceApiKey, id, password }: LoginAttempt): Buffer {
  const trimmed = (text: string, fault: boolean) => (fault ? text.trim() : text);
  const key = BigInt(serviceApiKey);
  const message = {
    serviceApiKey: faulty('authlete.console-key-rounded') ? BigInt(Number(key)) : key,
    id: trimmed(id, faulty('authlete.console-id-trimmed')),
    password: trimmed(password, faulty('authlete.console-password-trimmed')),
    sns: null,
    accessToken: null,
    refreshToken: null,
    expiresIn: 0,
    rawTokenResponse: null,
  };
  const text = stringify(faultyRequest(message)) ?? '';
  if (faulty('authlete.console-text-pasted')) {
    return Buffer.from(text.replace(JSON.stringify(id), `"${id}"`).replace(JSON.stringify(password), `"${password}"`));
  }
  return Buffer.from(text, faulty('authlete.console-latin-1') ? 'latin1' : 'utf8');
}
