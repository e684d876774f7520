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

/** The response's body is in a content coding, which was not asked for and is not undone. */
export function coded(coding: string): Failure {
  return {
    kind: 'coded',
    message: `the response's body is in the content coding ${coding}, though the request asked for none (Accept-Encoding: identity); turn compression off to have it judged`,
  };
}

/** What an error of Node's or undici's says of a connection; `bounds` are those that the exchange had. */
export function failureOfError(
  error: unknown,
  { url, ...bounds }: { url: string; timeoutMs: number; maxBytes: number },
): Failure {
  const { name, code, message, cause } = error as Error & { code?: string; cause?: Error & { code?: string } };
  if (code === 'TOO_LARGE') return tooLarge(bounds.maxBytes);
  const label = [name, code, cause?.code].join(' ');
  const kind = KINDS.find(([pattern]) => pattern.test(label))?.[1] ?? 'other';
  if (kind === 'timeout') return timedOut(bounds.timeoutMs);
  if (/^(UND_ERR_INVALID_ARG|ERR_INVALID_|ERR_HTTP_INVALID_)/.test(String(code)))
    return { kind, message: `the request cannot be sent: ${message}` };
  if (name === 'AbortError') return { kind: 'timeout', message: 'given up: the time of the whole flow is over' };
  const reason = message || cause?.message || (code ?? name);
  const failure = failureOf(kind, EXPLAINED[kind] ? briefly(reason) : reason);
  const advice = adviceOn(kind, String(code ?? cause?.code), reason, url);
  return advice ? { kind, message: `${failure.message}; ${advice}` } : failure;
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
