/** What a validity means: `kaleyra.expiration` of the target file. */
export type Expiration = 'auto' | 'seconds' | 'epoch-seconds' | 'epoch-milliseconds' | 'iso';
/**
 * How many seconds a token lives from `now` (milliseconds since the epoch) by the validity that a response states, as a
 * number or as a text; `undefined` for what cannot be read.
 */
export declare function secondsOf(validity: unknown, meaning: Expiration, now: number): number | undefined;
