import type { FailureKind } from './verdict.ts';

/** Header fields as they were sent or came: order, case and repetition kept. */
export type HeaderList = ReadonlyArray<readonly [name: string, value: string]>;

/** A request as it went out, to the byte. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  readonly body?: Uint8Array;
}

/** An answer as it came, to the byte. */
export interface Answer {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
}

/** One HTTP request with its answer, or with the reason why there is none. */
export interface Exchange {
  readonly request: SentRequest;
  readonly answer?: Answer;
  readonly failure?: { readonly kind: FailureKind; readonly message: string };
  /** Milliseconds. */
  readonly durationMs: number;
}

/** The values of a header field, by name without case (RFC 9110 §5.1). */
export function headerValues(headers: HeaderList, name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([field]) => field.toLowerCase() === wanted).map(([, value]) => value);
}

/** The media type in lower case without its parameters (RFC 9110 §8.3.1); `undefined` where none is given. */
export function mediaType(headers: HeaderList): string | undefined {
  return headerValues(headers, 'content-type')[0]?.split(';')[0]?.trim().toLowerCase();
}

/** The HTTP status; `undefined` without an answer. */
export function statusOf(exchange: Exchange): number | undefined {
  return exchange.answer?.status;
}

/** Whether the answer's status is 2xx (RFC 9110 §15.3). */
export function succeeded(exchange: Exchange): boolean {
  const status = statusOf(exchange) ?? 0;
  return status >= 200 && status < 300;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenientUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes as text for people: invalid UTF-8 shows as U+FFFD. */
export function textOf(body: Uint8Array | undefined): string {
  return body ? lenientUtf8.decode(body) : '';
}

const parsed = new WeakMap<Answer, { value: unknown } | { problem: string }>();

function parse(answer: Answer): { value: unknown } | { problem: string } {
  if (answer.body.length === 0) return { problem: 'an empty body' };
  let text: string;
  try {
    text = strictUtf8.decode(answer.body);
  } catch {
    return { problem: 'a body that is not valid UTF-8' };
  }
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const type = mediaType(answer.headers) ?? 'no media type';
    return { problem: `a body that is not JSON (${type}: ${(error as Error).message})` };
  }
}

/** The answer's JSON value, or what stands in the way of reading one (RFC 8259: UTF-8). */
export function jsonOf(exchange: Exchange): { value: unknown } | { problem: string } {
  const { answer } = exchange;
  if (!answer) return { problem: `no answer (${exchange.failure?.message ?? 'none came'})` };
  const known = parsed.get(answer);
  if (known) return known;
  const result = parse(answer);
  parsed.set(answer, result);
  return result;
}

/** The value at a JSON pointer (RFC 6901) of the answer's body; `undefined` where there is none. */
export function valueAt(exchange: Exchange, pointer: string): unknown {
  const body = jsonOf(exchange);
  if (!('value' in body)) return undefined;
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      body.value,
    );
}

/** One line that says what came: status, media type and the beginning of the body. */
export function summaryOf(exchange: Exchange): string {
  const { answer, failure } = exchange;
  if (!answer) return `no answer: ${failure?.message ?? 'none came'}`;
  const type = mediaType(answer.headers);
  const body = textOf(answer.body).replace(/\s+/g, ' ').trim();
  const excerpt = body.length > 200 ? `${body.slice(0, 200)}…` : body;
  return `${answer.status}${type ? ` ${type}` : ''}${excerpt ? `: ${excerpt}` : ', empty body'}`;
}
