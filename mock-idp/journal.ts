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
  /** null as long as no answer was given. */
  readonly response: RecordedResponse | null;
  /** No answer will follow: the connection ended without one. */
  readonly unanswered?: true;
}

export interface JournalPage {
  readonly entries: readonly JournalEntry[];
  /** The `since` of the next read. */
  readonly next: number;
  /** How many entries after `since` the bounds have thrown away; what `clear` took does not count. */
  readonly dropped: number;
}

export interface Journal {
  /** Enters a request and gives the function that enters its answer, or null when there will be none. */
  record(request: Omit<JournalEntry, 'seq' | 'response' | 'unanswered'>): (response: RecordedResponse | null) => void;
  /** Entries with a `seq` above `since`, oldest first; of one fault when it is given (null: of the faultless mock), of paths that begin with `path`. */
  read(query: { since: number; limit: number; fault?: string | null; path?: string }): JournalPage;
  clear(): void;
}

interface Held {
  entry: JournalEntry;
  bytes: number;
}

const longestBody = 256 * 1024;

/** A journal that keeps the latest entries only: at most `count`, and at most about `bytes` of them. */
export function createJournal({ count = 20_000, bytes = 32 * 1024 * 1024 } = {}): Journal {
  const held: Held[] = [];
  let seq = 0;
  let clearedAt = 0;
  let total = 0;

  const trim = () => {
    while (held.length > count || (total > bytes && held.length > 1)) total -= held.shift()?.bytes ?? 0;
  };
  const oldest = () => held[0]?.entry.seq ?? seq + 1;

  return {
    record(request) {
      seq += 1;
      const own: Held = { entry: { seq, ...request, response: null }, bytes: sizeOf(request) };
      held.push(own);
      total += own.bytes;
      trim();
      return (response) => {
        if (own.entry.response) return;
        own.entry = response ? { ...own.entry, response } : { ...own.entry, unanswered: true };
        if (!response) return;
        if (own.entry.seq < oldest()) return;
        own.bytes += sizeOf(response);
        total += sizeOf(response);
        trim();
      };
    },
    read({ since, limit, fault, path = '' }) {
      const newer = held.slice(Math.max(0, since + 1 - oldest()));
      const wanted = newer.filter(
        ({ entry }) => (fault === undefined || entry.fault === fault) && entry.path.startsWith(path),
      );
      const entries = wanted.slice(0, limit).map(({ entry }) => entry);
      const next = wanted.length > limit ? (entries.at(-1)?.seq ?? since) : seq;
      return { entries, next, dropped: Math.max(0, oldest() - 1 - Math.max(since, clearedAt)) };
    },
    clear() {
      held.length = 0;
      clearedAt = seq;
      total = 0;
    },
  };
}

/** A body as the journal keeps it. */
export function recordedBody(bytes: Buffer): RecordedBody {
  const kept = bytes.length > longestBody ? bytes.subarray(0, longestBody) : bytes;
  const body = isUtf8(kept) ? { text: kept.toString('utf8') } : { base64: kept.toString('base64') };
  return kept === bytes ? body : { ...body, truncated: true };
}

function sizeOf(part: { readonly headers: HeaderPairs; readonly body: RecordedBody }): number {
  const body = 'text' in part.body ? part.body.text.length : part.body.base64.length;
  return 200 + body + part.headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
}
