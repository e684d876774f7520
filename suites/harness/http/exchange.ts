import type { FailureKind } from '../model/verdict.ts';
import { excerptOf } from '../redaction/excerpt.ts';

/** Header fields as they were sent or came: order, case and repetition kept. */
export type HeaderList = ReadonlyArray<readonly [name: string, value: string]>;

/** A request as it went out, to the byte. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  readonly body?: Uint8Array;
}

/** A response as it came, to the byte. */
export interface ReceivedResponse {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
}

/** One HTTP request with its response, or with the reason why there is none that can be judged. */
export interface Exchange {
  readonly request: SentRequest;
  readonly response?: ReceivedResponse;
  /** A response beside it, such as the 429 of a target that was asked too often, is evidence and never judged. */
  readonly failure?: { readonly kind: FailureKind; readonly message: string };
  /** Milliseconds. */
  readonly durationMs: number;
  /** Set where the target has sent the request, and we the response. */
  readonly received?: true;
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

/** The codings of a response's body (RFC 9110 §8.4), as they stand there; `undefined` where it is as it was. */
export function contentCoding(headers: HeaderList): string | undefined {
  const codings = headerValues(headers, 'content-encoding').flatMap((value) => value.split(','));
  const named = codings.map((coding) => coding.trim()).filter((coding) => coding !== '' && !/^identity$/i.test(coding));
  return named.length > 0 ? named.join(', ') : undefined;
}

/** The response, where there is one that can be judged. */
export function responseOf({ response, failure }: Exchange): ReceivedResponse | undefined {
  return failure ? undefined : response;
}

/** Whether a response came that cannot be judged: the target asked for patience, or the body is in a coding. */
export function isUnjudged({ response, failure }: Exchange): boolean {
  return response !== undefined && failure !== undefined;
}

/** The HTTP status; `undefined` without a response that can be judged. */
export function statusOf(exchange: Exchange): number | undefined {
  return responseOf(exchange)?.status;
}

/** Whether the response's status is 2xx (RFC 9110 §15.3). */
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

/** RFC 8259 §9 lets a parser set a limit; beyond this one, comparing and showing values would exhaust the stack. */
const DEEPEST = 500;

/** How deep a JSON text nests. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (mark === '"') inString = !inString;
    else if (inString) at += mark === '\\' ? 1 : 0;
    else if (mark === '[' || mark === '{') deepest = Math.max(deepest, ++depth);
    else if (mark === ']' || mark === '}') depth--;
  }
  return deepest;
}

const parsed = new WeakMap<ReceivedResponse, { value: unknown } | { problem: string }>();

function parse(response: ReceivedResponse): { value: unknown } | { problem: string } {
  if (response.body.length === 0) return { problem: 'an empty body' };
  let text: string;
  try {
    text = strictUtf8.decode(response.body);
  } catch {
    return { problem: 'a body that is not valid UTF-8' };
  }
  if (depthOf(text) > DEEPEST) return { problem: `a body nested deeper than ${DEEPEST} levels` };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const type = mediaType(response.headers) ?? 'no media type';
    return { problem: `a body that is not JSON (${type}: ${(error as Error).message})` };
  }
}

/** The response's JSON value, or what stands in the way of reading one (RFC 8259: UTF-8). */
export function jsonOf(exchange: Exchange): { value: unknown } | { problem: string } {
  const response = responseOf(exchange);
  if (!response)
    return {
      problem: isUnjudged(exchange) ? summaryOf(exchange) : `no response (${exchange.failure?.message ?? 'none came'})`,
    };
  const known = parsed.get(response);
  if (known) return known;
  const result = parse(response);
  parsed.set(response, result);
  return result;
}

/** The value at a JSON pointer (RFC 6901) of the response's body; `undefined` where there is none. */
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

/** One line that says what came: status, media type and the beginning of the body, or the challenge where there is none. */
export function summaryOf(exchange: Exchange): string {
  const { response, failure } = exchange;
  if (response && failure) return failure.message;
  if (!response) return `no response: ${failure?.message ?? 'none came'}`;
  const type = mediaType(response.headers);
  const body = textOf(response.body).replace(/\s+/g, ' ').trim();
  const excerpt = excerptOf(body, 200);
  const challenge = headerValues(response.headers, 'www-authenticate').join(', ');
  const more = challenge ? `; WWW-Authenticate: ${excerptOf(challenge, 200)}` : '';
  return `${response.status}${type ? ` ${type}` : ''}${excerpt ? `: ${excerpt}` : `, empty body${more}`}`;
}
