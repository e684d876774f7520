import type { Session } from '../flow/session.ts';
import type { ExchangeRecord } from '../model/verdict.ts';
import { curlLine } from './curl.ts';
import { type Exchange, type HeaderList, textOf } from './exchange.ts';

/** How much of a body a report keeps, in characters. */
const LONGEST = 16_384;

export interface Recorded {
  /** When it was sent, in milliseconds from the beginning of its flow. */
  readonly atMs?: number;
  readonly system?: string;
}

/** An exchange as the report shows it: redacted, bounded, with the line that sends it again. */
export function recordOf(exchange: Exchange, session: Session, { atMs, system }: Recorded = {}): ExchangeRecord {
  const { request, response, failure, received } = exchange;
  const redact = (text: string) => session.redactor.redact(text, system);
  const headers = (list: HeaderList) => list.map(([name, value]) => [name, redact(value)] as const);
  return {
    request: {
      method: request.method,
      url: from(session.baseUrl, '{target}', redact(request.url)),
      headers: headers(request.headers),
      ...(request.body && { body: bounded(redact(textOf(request.body))) }),
    },
    ...(response && {
      response: {
        status: response.status,
        headers: headers(response.headers),
        ...(response.body.length > 0 && { body: bounded(redact(textOf(response.body))) }),
      },
    }),
    ...(failure && { failure: { ...failure, message: redact(failure.message) } }),
    curl: curlLine(request, {
      redact: (text) => (session.bundled ? from(session.baseUrl, '<TARGET_URL>', redact(text)) : redact(text)),
      tls: session.tls,
    }),
    ...(atMs !== undefined && { atMs }),
    durationMs: exchange.durationMs,
    ...(received && { received }),
  };
}

function from(base: string | undefined, name: string, url: string): string {
  return base !== undefined && url.startsWith(base) && /^([/?]|$)/.test(url.slice(base.length))
    ? name + url.slice(base.length)
    : url;
}

function bounded(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length - LONGEST} more characters)`;
}
