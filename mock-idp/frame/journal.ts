import { isUtf8 } from 'node:buffer';

export type HeaderPairs = readonly (readonly [string, string])[];

/** A body as text where it is UTF-8, in Base64 where it is not. `truncated` when only the beginning was kept. */
export type RecordedBody = ({ readonly text: string } | { readonly base64: string }) & { readonly truncated?: true };

export interface RecordedResponse {
  readonly status: number;
  readonly headers: HeaderPairs;
  readonly body: RecordedBody;
}

/** One request that the mock took. */
export interface JournalEntry {
  readonly seq: number;
  /** Real time of arrival, ISO 8601. */
  readonly time: string;
  readonly method: string;
  /** Path and query without the fault prefix. */
  readonly path: string;
  readonly fault: string | null;
  readonly headers: HeaderPairs;
  readonly body: RecordedBody;
  /** null as long as no response was given. */
  readonly response: RecordedResponse | null;
  /** No response will follow: the connection ended without one. */
  readonly unanswered?: true;
}

export interface JournalPage {
  readonly entries: readonly JournalEntry[];
  /** The `since` of the next read. */
  readonly next: number;
  /** How many entries after `since` the bounds have thrown away; what `clear` took does not count. */
  readonly dropped: number;
}

/** Header fields as `rawHeaders` of node:http has them: names and values in turn. */
export type RawHeaders = readonly string[];

/** A request as it is entered. Entries are made of it when they are read: most never are. */
export interface RecordedRequest {
  /** Real time of arrival, in milliseconds since the epoch. */
  readonly time: number;
  readonly method: string;
  readonly path: string;
  readonly fault: string | null;
  readonly headers: RawHeaders;
  readonly body: RecordedBody;
}

/** A response as it is entered. */
export interface GivenResponse {
  readonly status: number;
  readonly headers: RawHeaders;
  readonly body: RecordedBody;
}

export interface Journal {
  /** Enters a request and gives the function that enters its response, or null when there will be none. */
  record(request: RecordedRequest): (response: GivenResponse | null) => void;
  /** Entries with a `seq` above `since`, oldest first; of one fault when it is given (null: of the faultless mock), of paths that begin with `path`. */
  read(query: { since: number; limit: number; fault?: string | null; path?: string }): JournalPage;
  /** Calls a listener for each entry: when the request came, and again when it was answered. Gives what ends that. */
  follow(listener: (entry: JournalEntry) => void): () => void;
  clear(): void;
}

interface Held {
  readonly seq: number;
  readonly request: RecordedRequest;
  /** `undefined` as long as no response was given, null when none will follow. */
  response?: GivenResponse | null;
  bytes: number;
}

const longestBody = 256 * 1024;

/** What an entry, and what each text of a header field, takes besides its characters; measured with many short ones. */
const entryBytes = 400;
const textBytes = 32;

/** Dropped entries that may stand before the oldest one: to move the others up each time would cost more. */
const mostGone = 4_096;

/** A journal that keeps the latest entries only: at most `count`, and at most about `bytes` of them. */
export function createJournal({ count = 20_000, bytes = 32 * 1024 * 1024 } = {}): Journal {
  const held: (Held | undefined)[] = [];
  let first = 0;
  let seq = 0;
  let clearedAt = 0;
  let total = 0;
  const listeners = new Set<(entry: JournalEntry) => void>();
  const tell = (own: Held) => {
    for (const listener of listeners) listener(entryOf(own));
  };

  const trim = () => {
    while (held.length - first > count || (total > bytes && held.length - first > 1)) {
      total -= held[first]?.bytes ?? 0;
      held[first] = undefined;
      first += 1;
    }
    if (first > mostGone) {
      held.splice(0, first);
      first = 0;
    }
  };
  const oldest = () => held[first]?.seq ?? seq + 1;

  return {
    record(request) {
      seq += 1;
      const own: Held = { seq, request, bytes: request.path.length + sizeOf(request) };
      held.push(own);
      total += own.bytes;
      trim();
      tell(own);
      return (response) => {
        if (own.response) return;
        const isNews = own.response === undefined || response !== null;
        own.response = response;
        if (isNews) tell(own);
        if (!response || own.seq < oldest()) return;
        const more = sizeOf(response);
        own.bytes += more;
        total += more;
        trim();
      };
    },
    read({ since, limit, fault, path = '' }) {
      const newer = held.slice(first + Math.max(0, since + 1 - oldest())) as Held[];
      const wanted = newer.filter(
        ({ request }) => (fault === undefined || request.fault === fault) && request.path.startsWith(path),
      );
      const entries = wanted.slice(0, limit).map(entryOf);
      const next = wanted.length > limit ? (entries.at(-1)?.seq ?? since) : seq;
      return { entries, next, dropped: Math.max(0, oldest() - 1 - Math.max(since, clearedAt)) };
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear() {
      held.length = 0;
      first = 0;
      clearedAt = seq;
      total = 0;
    },
  };
}

function entryOf({ seq, request, response }: Held): JournalEntry {
  return {
    seq,
    ...request,
    time: new Date(request.time).toISOString(),
    headers: pairsOf(request.headers),
    response: response ? { ...response, headers: pairsOf(response.headers) } : null,
    ...(response === null && { unanswered: true }),
  };
}

function pairsOf(raw: RawHeaders): HeaderPairs {
  return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i] ?? '', raw[2 * i + 1] ?? ''] as const);
}

/** A body as the journal keeps it. */
export function recordedBody(body: Buffer | string): RecordedBody {
  if (typeof body === 'string' && Buffer.byteLength(body) <= longestBody) return { text: body };
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const kept = bytes.length > longestBody ? bytes.subarray(0, longestBody) : bytes;
  const recorded = isUtf8(kept) ? { text: kept.toString('utf8') } : { base64: kept.toString('base64') };
  return kept === bytes ? recorded : { ...recorded, truncated: true };
}

function sizeOf({ headers, body }: { readonly headers: RawHeaders; readonly body: RecordedBody }): number {
  let size = entryBytes + ('text' in body ? body.text.length : body.base64.length);
  for (const part of headers) size += textBytes + part.length;
  return size;
}
