import type { FailureKind } from '../model/verdict.ts';
import type { Exchange } from './exchange.ts';

type Failure = NonNullable<Exchange['failure']>;

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

/** A failure in plain words, with its reason in brackets. */
export function failureOf(kind: FailureKind, reason: string): Failure {
  return { kind, message: EXPLAINED[kind] ? `${EXPLAINED[kind]} (${reason})` : reason };
}

/** No complete response came in time. */
export function timedOut(timeoutMs: number): Failure {
  return { kind: 'timeout', message: `no complete response within ${timeoutMs / 1000} s` };
}

/** The response's body is over the bound, in bytes. */
export function tooLarge(maxBytes: number): Failure {
  return { kind: 'too-large', message: `the response's body is over ${maxBytes} bytes` };
}

/** What an error of Node's or undici's says of a connection; `bounds` are those that the exchange had. */
export function failureOfError(error: unknown, bounds: { timeoutMs: number; maxBytes: number }): Failure {
  const { name, code, message, cause } = error as Error & { code?: string; cause?: Error & { code?: string } };
  if (code === 'TOO_LARGE') return tooLarge(bounds.maxBytes);
  const label = [name, code, cause?.code].join(' ');
  const kind = KINDS.find(([pattern]) => pattern.test(label))?.[1] ?? 'other';
  if (kind === 'timeout') return timedOut(bounds.timeoutMs);
  if (/^(UND_ERR_INVALID_ARG|ERR_INVALID_|ERR_HTTP_INVALID_)/.test(String(code)))
    return { kind, message: `the request cannot be sent: ${message}` };
  if (name === 'AbortError') return { kind: 'timeout', message: 'given up: the time of the whole flow is over' };
  return failureOf(kind, message || cause?.message || (code ?? name));
}
