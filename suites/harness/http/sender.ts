import { validateHeaderName, validateHeaderValue } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, type Dispatcher, EnvHttpProxyAgent, request as send } from 'undici';
import type { FailureKind } from '../model/verdict.ts';
import type { Exchange, HeaderList, ReceivedResponse, SentRequest } from './exchange.ts';
import { headerValues } from './exchange.ts';

/** PEM texts for a target behind TLS. */
export interface TlsOptions {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Accept any certificate. */
  readonly insecure?: boolean;
}

export interface SenderOptions {
  /** Bound on one exchange, from the first byte sent to the last received, in milliseconds. */
  readonly timeoutMs?: number;
  /** Bound on a response's body, in bytes. */
  readonly maxBytes?: number;
  /** Requests a second at most. */
  readonly pace?: number;
  readonly tls?: TlsOptions;
  /** What may be spent in all on waiting as 429 and 503 ask (RFC 9110 §10.2.3), in milliseconds. */
  readonly throttleBudgetMs?: number;
}

export interface Sender {
  /** Sends the bytes as given and follows no redirect. Never throws for what a target does: see `failure`. */
  send(request: SentRequest, signal?: AbortSignal): Promise<Exchange>;
  close(): Promise<void>;
  readonly timeoutMs: number;
}

const KINDS: ReadonlyArray<readonly [pattern: RegExp, kind: FailureKind]> = [
  [/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN/, 'refused'],
  [/ENOTFOUND|EAI_AGAIN/, 'unresolved'],
  [/TimeoutError|_TIMEOUT|ETIMEDOUT/, 'timeout'],
  [/ECONNRESET|EPIPE|UND_ERR_SOCKET/, 'reset'],
  [/CERT|TLS|SSL|SIGNATURE|EPROTO/, 'tls'],
  [/HPE_|HTTPParserError|UND_ERR_RESPONSE|CONTENT_LENGTH|HEADERS_OVERFLOW/, 'malformed'],
];

const EXPLAINED: Partial<Record<FailureKind, string>> = {
  refused: 'no connection could be made',
  unresolved: 'the host name does not resolve',
  reset: 'the connection was closed in the middle',
  tls: 'the TLS handshake failed',
  malformed: 'the response is no HTTP that can be read',
};

/** A sender of requests with bounds on time, size and pace. */
export function createSender(options: SenderOptions = {}): Sender {
  const { timeoutMs = 10_000, maxBytes = 2 ** 20, pace, tls } = options;
  let throttleBudgetMs = options.throttleBudgetMs ?? 30_000;
  const connect = tls && { ca: tls.ca, cert: tls.cert, key: tls.key, rejectUnauthorized: !tls.insecure };
  const bounds = { keepAliveTimeout: 1_000, connections: 16, headersTimeout: 0, bodyTimeout: 0, connect };
  const proxy = proxyOf(process.env);
  const agent: Dispatcher = proxy
    ? new EnvHttpProxyAgent({ ...bounds, ...proxy, requestTls: connect })
    : new Agent(bounds);
  let nextSlot = 0;

  async function takeSlot(signal?: AbortSignal): Promise<void> {
    if (!pace) return;
    const now = performance.now();
    const slot = Math.max(now, nextSlot);
    nextSlot = slot + 1000 / pace;
    if (slot > now) await sleep(slot - now, undefined, { signal });
  }

  async function once(request: SentRequest, signal?: AbortSignal): Promise<Exchange> {
    let started = performance.now();
    try {
      assertSendable(request);
      await takeSlot(signal);
      started = performance.now();
      const timeout = AbortSignal.timeout(timeoutMs);
      const end = signal ? AbortSignal.any([timeout, signal]) : timeout;
      const response = await Promise.race([exchange(agent, request, end, maxBytes), aborted(end)]);
      return { request, response, durationMs: performance.now() - started };
    } catch (error) {
      return {
        request,
        failure: failureOf(error, request.url, timeoutMs, maxBytes),
        durationMs: performance.now() - started,
      };
    }
  }

  return {
    async send(request, signal) {
      for (let attempt = 1; ; attempt++) {
        const result = await once(request, signal);
        const wait = throttledForMs(result);
        if (wait === undefined) return result;
        if (wait > throttleBudgetMs) return { ...result, failure: throttled(result, attempt) };
        throttleBudgetMs -= wait;
        try {
          await sleep(wait, undefined, { signal });
        } catch {
          return { ...result, failure: throttled(result, attempt) };
        }
      }
    },
    close: () => agent.destroy(),
    timeoutMs,
  };
}

/** How the environment's proxies are used (HTTP_PROXY, HTTPS_PROXY, NO_PROXY): never for this machine; `undefined` without one. */
export function proxyOf(env: NodeJS.ProcessEnv): { readonly noProxy: string; readonly proxyTunnel: false } | undefined {
  const named = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'].some((name) => env[name]);
  if (!named) return undefined;
  const elsewhere = env.no_proxy ?? env.NO_PROXY;
  const local = 'localhost,127.0.0.1,[::1]';
  return { noProxy: elsewhere === '*' ? '*' : [local, elsewhere].filter(Boolean).join(','), proxyTunnel: false };
}

/** undici never finishes with a connection on which it has refused a header, and there are few of them. */
function assertSendable({ headers }: SentRequest): void {
  for (const [name, value] of headers) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
}

/** undici does not look at the signal of a request that waits for a connection. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

async function exchange(
  agent: Dispatcher,
  request: SentRequest,
  signal: AbortSignal,
  maxBytes: number,
): Promise<ReceivedResponse> {
  const response = await send(request.url, {
    dispatcher: agent,
    method: request.method as Dispatcher.HttpMethod,
    headers: request.headers.flat(),
    body: request.body ?? null,
    signal,
    responseHeaders: 'raw',
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > maxBytes) {
      response.body.destroy();
      throw Object.assign(new Error(`more than ${maxBytes} bytes`), { code: 'TOO_LARGE' });
    }
    chunks.push(chunk);
  }
  return { status: response.statusCode, headers: pairs(response.headers), body: Buffer.concat(chunks) };
}

/** undici gives raw headers as a flat list of names and values. */
function pairs(raw: unknown): HeaderList {
  const flat = (raw as Array<string | Uint8Array>).map(String);
  return flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? ''] as const] : []));
}

function failureOf(error: unknown, url: string, timeoutMs: number, maxBytes: number): Exchange['failure'] {
  const { name, code, message, cause } = error as Error & { code?: string; cause?: Error & { code?: string } };
  if (code === 'TOO_LARGE') return { kind: 'too-large', message: `the response's body is over ${maxBytes} bytes` };
  const label = [name, code, cause?.code].join(' ');
  const kind = KINDS.find(([pattern]) => pattern.test(label))?.[1] ?? 'other';
  if (kind === 'timeout') return { kind, message: `no complete response within ${timeoutMs / 1000} s` };
  if (/^(UND_ERR_INVALID_ARG|ERR_INVALID_|ERR_HTTP_INVALID_)/.test(String(code)))
    return { kind, message: `the request cannot be sent: ${message}` };
  if (name === 'AbortError') return { kind: 'timeout', message: 'given up: the time of the whole flow is over' };
  const reason = message || cause?.message || (code ?? name);
  const advice = adviceOn(kind, String(code ?? cause?.code), reason, url);
  return {
    kind,
    message: [EXPLAINED[kind] ? `${EXPLAINED[kind]} (${briefly(reason)})` : reason, advice].filter(Boolean).join('; '),
  };
}

/** OpenSSL's own words without its file names and line numbers. */
function briefly(reason: string): string {
  return /:SSL routines:[^:]*:([^:]+):/.exec(reason)?.[1] ?? reason;
}

/** What to do about a connection that failed for how the target file describes TLS. */
function adviceOn(kind: FailureKind, code: string, reason: string, url: string): string | undefined {
  if (kind === 'reset' && /^http:/i.test(url)) return 'if it speaks TLS, begin its URL with https://';
  if (kind !== 'tls') return undefined;
  if (/WRONG_VERSION|wrong version number|packet length too long|EPROTO.*http request/i.test(`${code} ${reason}`))
    return 'this port does not speak TLS: begin its URL with http://';
  if (/SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|self[- ]signed|unable to (?:verify|get)/i.test(`${code} ${reason}`))
    return 'name its authority in tls.ca (TARGET_TLS_CA), or set tls.insecure (TARGET_TLS_INSECURE=true)';
  if (/ALTNAME/.test(code)) return 'reach it by a name that its certificate has';
  return undefined;
}

/** How long the response asks to wait: 429 always, 503 with Retry-After (RFC 6585 §4, RFC 9110 §15.6.4); at least half a second. */
function throttledForMs({ response }: Exchange): number | undefined {
  if (!response) return undefined;
  const retryAfter = headerValues(response.headers, 'retry-after')[0];
  if (response.status !== 429 && !(response.status === 503 && retryAfter !== undefined)) return undefined;
  if (retryAfter === undefined) return 1_000;
  const seconds = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Math.max(500, Number.isFinite(seconds) ? seconds * 1000 : 1_000);
}

function throttled({ response }: Exchange, attempts: number): Exchange['failure'] {
  return {
    kind: 'throttled',
    message: `the target asked ${attempts} time${attempts === 1 ? '' : 's'} to slow down (status ${response?.status}); lower its pace in the target file or raise its limit`,
  };
}
