export type HeaderPairs = readonly (readonly [string, string])[];
/** A body as text where it is UTF-8, in Base64 where it is not. `truncated` when only the beginning was kept. */
export type RecordedBody = ({
    readonly text: string;
} | {
    readonly base64: string;
}) & {
    readonly truncated?: true;
};
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
    read(query: {
        since: number;
        limit: number;
        fault?: string | null;
        path?: string;
    }): JournalPage;
    /** Calls a listener for each entry: when the request came, and again when it was answered. Gives what ends that. */
    follow(listener: (entry: JournalEntry) => void): () => void;
    clear(): void;
}
/** A journal that keeps the latest entries only: at most `count`, and at most about `bytes` of them. */
export declare function createJournal({ count, bytes }?: {
    bytes?: number | undefined;
    count?: number | undefined;
}): Journal;
/** A body as the journal keeps it. */
export declare function recordedBody(body: Buffer | string): RecordedBody;
