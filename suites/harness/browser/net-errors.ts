import type { Exchange } from '../http/exchange.ts';
import { failureOf, timedOut } from '../http/failures.ts';
import type { FailureKind } from '../model/verdict.ts';

const KINDS: ReadonlyArray<readonly [pattern: RegExp, kind: FailureKind]> = [
  [/CONNECTION_REFUSED|CONNECTION_FAILED|ADDRESS_|INTERNET_DISCONNECTED|PROXY|SOCKS|TUNNEL/, 'refused'],
  [/NAME_NOT_RESOLVED|NAME_RESOLUTION|_DNS_/, 'unresolved'],
  [/TIMED_OUT/, 'timeout'],
  [/CERT_|SSL_|TLS|CLIENT_AUTH/, 'tls'],
  [/CONNECTION_(RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|INCOMPLETE_CHUNKED|CONTENT_LENGTH|SOCKET_NOT/, 'reset'],
  [/INVALID_(HTTP|REDIRECT|CHUNKED|RESPONSE)|RESPONSE_HEADERS|CONTENT_DECODING|HTTP2|UNSAFE_REDIRECT/, 'malformed'],
];

/** What Chromium says of a request that failed, such as `net::ERR_CONNECTION_REFUSED`, as a failure of the exchange. */
export function failureOfNetError(text: string, timeoutMs: number): NonNullable<Exchange['failure']> {
  const code = /ERR_\w+/.exec(text)?.[0];
  if (!code) return failureOf('other', plain(text));
  const kind = KINDS.find(([pattern]) => pattern.test(code))?.[1] ?? 'other';
  const words = code.slice(4).toLowerCase().replaceAll('_', ' ');
  if (kind === 'timeout') return timedOut(timeoutMs);
  return failureOf(kind, kind === 'other' ? `the browser cannot open it: ${words}` : words);
}

/** Why a document that came is not shown. */
export function remarkOf(text: string): string | undefined {
  if (/TOO_MANY_REDIRECTS/.test(text)) return 'the redirects do not end';
  if (/HTTP_RESPONSE_CODE_FAILURE|ERR_ABORTED/.test(text)) return undefined;
  return failureOfNetError(text, 0).message;
}

const ESC = String.fromCharCode(27);

/** The first line of an error's message, without colours. */
export function plain(message: string): string {
  const first = message.split('\n')[0] ?? '';
  return first.replace(new RegExp(`${ESC}\\[[\\d;]*m`, 'g'), '').replace(/^\w+\.\w+: /, '');
}
