import { validateHeaderName, validateHeaderValue } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Dispatcher, EnvHttpProxyAgent, Pool, request as send } from 'undici';
import type { Exchange, HeaderList, ReceivedResponse, SentRequest } from './exchange.ts';
import { contentCoding, headerValues, summaryOf } from './exchange.ts';
import { coded, failureOfError } from './failures.ts';
import { USER_AGENT } from './visitor.ts';

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
  /**
   * Sends the bytes as given and follows no redirect. Never throws for what a target does: see `failure`.
   * @param withinMs bound on this exchange where it is another than the sender's
   */
  send(request: SentRequest, signal?: AbortSignal, withinMs?: number): Promise<Exchange>;
  /** Waits until the pace allows one more request. */
  turn(signal?: AbortSignal): Promise<void>;
  /**
   * Waits as a response asks (429, 503 with Retry-After). Gives `again` then, the exchange as throttled where it may not
   * be repeated or the time for such waits is spent, and undefined where the response asks for nothing.
   */
  throttle(exchange: Exchange, retry: Retry): Promise<Exchange | 'again' | undefined>;
  close(): Promise<void>;
  readonly timeoutMs: number;
}

interface Retry {
  /** How often it was sent. */
  readonly attempt: number;
  readonly mayRepeat?: boolean;
  readonly signal?: AbortSignal;
}

/** A sender of requests with bounds on time, size and pace. */
export function createSender(options: SenderOptions = {}): Sender {
  const { timeoutMs = 10_000, maxBytes = 2 ** 20, pace, tls } = options;
  let throttleBudgetMs = options.throttleBudgetMs ?? 30_000;
  const connect = tls && { ca: tls.ca, cert: tls.cert, key: tls.key, rejectUnauthorized: !tls.insecure };
  const bounds = { keepAliveTimeout: 1_000, connections: 16, headersTimeout: 0, bodyTimeout: 0, connect };
  const proxy = proxyOf(process.env);
  const connections = proxy ? proxied({ ...bounds, ...proxy, requestTls: connect }) : pooled(bounds);
  let nextSlot = 0;

  async function turn(signal?: AbortSignal): Promise<void> {
    if (!pace) return;
    const now = performance.now();
    const slot = Math.max(now, nextSlot);
    nextSlot = slot + 1000 / pace;
    if (slot > now) await sleep(slot - now, undefined, { signal });
  }

  async function once(given: SentRequest, signal?: AbortSignal, withinMs = timeoutMs): Promise<Exchange> {
    const request = withDefaults(given);
    let started = performance.now();
    try {
      assertSendable(request);
      await turn(signal);
      started = performance.now();
      const timeout = AbortSignal.timeout(withinMs);
      const end = signal ? AbortSignal.any([timeout, signal]) : timeout;
      const response = await Promise.race([
        exchange(connections.to(request.url), request, end, maxBytes),
        aborted(end),
      ]);
      const coding = response.body.length > 0 ? contentCoding(response.headers) : undefined;
      const durationMs = performance.now() - started;
      return { request, response, ...(coding !== undefined && { failure: coded(coding) }), durationMs };
    } catch (error) {
      return {
        request,
        failure: failureOfError(error, { url: request.url, timeoutMs: withinMs, maxBytes }),
        durationMs: performance.now() - started,
      };
    }
  }

  async function throttle(exchange: Exchange, { attempt, mayRepeat = true, signal }: Retry) {
    const wait = throttledForMs(exchange);
    if (wait === undefined) return undefined;
    const givenUp = { ...exchange, failure: throttled(exchange, attempt) };
    if (!mayRepeat || wait > throttleBudgetMs) return givenUp;
    throttleBudgetMs -= wait;
    return sleep(wait, 'again' as const, { signal }).catch(() => givenUp);
  }

  return {
    async send(request, signal, withinMs) {
      for (let attempt = 1; ; attempt++) {
        const result = await once(request, signal, withinMs);
        const asked = await throttle(result, { attempt, signal });
        if (asked !== 'again') return asked ?? result;
      }
    },
    throttle,
    turn,
    close: connections.close,
    timeoutMs,
  };
}

/** Connections that are kept from one request to the next. */
interface Connections {
  to(url: string): Dispatcher;
  close(): Promise<void>;
}

function proxied(options: EnvHttpProxyAgent.Options): Connections {
  const agent = new EnvHttpProxyAgent(options);
  return { to: () => agent, close: () => agent.destroy() };
}

/**
 * A pool for each origin. undici's own Agent counts by origin which connections it has, also those of a pool that it has
 * closed: after a HEAD, whose connection is not kept, it goes on to close every pool behind it after one request.
 */
function pooled(options: Pool.Options): Connections {
  const pools = new Map<string, Pool>();
  return {
    to(url) {
      const { origin } = new URL(url);
      const known = pools.get(origin) ?? new Pool(origin, options);
      pools.set(origin, known);
      return known;
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

/**
 * Many firewalls refuse requests without a User-Agent (RFC 9110 §10.1.5: a user agent SHOULD send one); without
 * Accept-Encoding any coding is acceptable (§12.5.3), and bytes are judged as they come.
 */
const DEFAULTS: HeaderList = [
  ['User-Agent', USER_AGENT],
  ['Accept-Encoding', 'identity'],
];

function withDefaults(request: SentRequest): SentRequest {
  const missing = DEFAULTS.filter(([name]) => headerValues(request.headers, name).length === 0);
  return { ...request, headers: [...request.headers, ...missing] };
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
  dispatcher: Dispatcher,
  request: SentRequest,
  signal: AbortSignal,
  maxBytes: number,
): Promise<ReceivedResponse> {
  const response = await send(request.url, {
    dispatcher,
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

/** How long the response asks to wait: 429 always, 503 with Retry-After (RFC 6585 §4, RFC 9110 §15.6.4); at least half a second. */
function throttledForMs({ response }: Exchange): number | undefined {
  if (!response) return undefined;
  const retryAfter = headerValues(response.headers, 'retry-after')[0];
  if (response.status !== 429 && !(response.status === 503 && retryAfter !== undefined)) return undefined;
  if (retryAfter === undefined) return 1_000;
  const seconds = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Math.max(500, Number.isFinite(seconds) ? seconds * 1000 : 1_000);
}

function throttled(exchange: Exchange, attempts: number): Exchange['failure'] {
  return {
    kind: 'throttled',
    message: `the target asked ${attempts} time${attempts === 1 ? '' : 's'} to slow down (status ${exchange.response?.status}); lower its pace in the target file or raise its limit; it says ${summaryOf(exchange)}`,
  };
}
