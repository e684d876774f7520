import type { Replacements } from './replacements.ts';
/** What is particular to one request: the variant of the mock that it asked for, the clock it lives by, the body it brought. */
export interface Scene {
    /** The variant that the path prefix names; none is the mock as it should be. Each has state of its own. */
    readonly variant?: string;
    /** What the variant puts in the place of steps. */
    readonly replacements?: Replacements;
    /** What the replaced steps of a variant keep from one request to the next; a reset drops it. */
    readonly memory?: Map<unknown, unknown>;
    /** Public base URL as the client of this request calls it, where that differs from one request to another. */
    readonly seen?: string;
    /** What the path began with to name the variant, or empty. */
    readonly prefix: string;
    /** How far this request's clock is ahead of the real one, in milliseconds. */
    readonly skewMs: number;
    /** The whole request body, already received; the request stream can still be read as well. */
    readonly body: Buffer;
}
/** The scene of the request being answered; a neutral one outside any request. */
export declare function scene(): Scene;
/** Runs `work` and all that it starts in the given scene. */
export declare function inScene<T>(own: Scene, work: () => T): T;
/** Whether the request being answered asked for this fault; for systems whose faults are not replaced steps yet. */
export declare function isFaulty(id: string): boolean;
/** Whether `isFaulty` could say yes, or somebody hears what it is asked. */
export declare function mayBeFaulty(): boolean;
/** Sets who hears which faults `isFaulty` is asked about. */
export declare function hearQuestions(listener: ((what: string) => void) | undefined): void;
/** The time of this request's clock, in milliseconds since the epoch. */
export declare function now(): number;
/** The time of the machine's clock, in milliseconds since the epoch. State is swept by this one only. */
export declare function realNow(): number;
/** Lets `Date.now()` follow the clock of the request being answered, until as many `releaseClock()` follow. */
export declare function holdClock(): void;
/** Gives `Date.now()` back when nobody holds the clock any more. */
export declare function releaseClock(): void;
/**
 * Reads a `tollgate-clock` header: a sign and seconds, such as `+3601` or `-5`.
 * Gives milliseconds; 0 without a header; throws a RangeError for anything else.
 */
export declare function clockSkew(header: string | readonly string[] | undefined): number;
