import type { Journal, JournalEntry } from '../frame/journal.ts';
/** Which requests are meant; what is left out does not matter. */
export interface RequestMatch {
    readonly method?: string;
    /** Without the query; text to the letter. */
    readonly path?: string | RegExp;
    /** Text that the query, a header field's value or the body holds. */
    readonly contains?: string;
    /** Parameters of the query or of a form, or members of a JSON object, to the letter. */
    readonly params?: Readonly<Record<string, string>>;
    /** Header fields by name in any case. */
    readonly headers?: Readonly<Record<string, string | RegExp>>;
    /** Status of the response. */
    readonly status?: number;
    /** The fault under whose base URL it came; null for none. */
    readonly fault?: string | null;
}
export interface WaitOptions {
    /** At least so many; 1 unless told. */
    readonly times?: number;
    /** Milliseconds from now; 5,000 unless told. */
    readonly within?: number;
    /** Only requests after this entry's `seq`. */
    readonly since?: number;
}
/** What the journal offers to a test. */
export interface JournalHandle {
    /** What has been taken, oldest first. */
    entries(match?: RequestMatch): readonly JournalEntry[];
    /**
     * The requests that match, as soon as they have been answered. Throws an Error that tells what came near where there
     * are too few in time.
     */
    waitFor(match: RequestMatch, options?: WaitOptions): Promise<readonly JournalEntry[]>;
    clear(): void;
}
/** The journal of a mock, for tests. */
export declare function journalHandle(journal: Journal): JournalHandle;
