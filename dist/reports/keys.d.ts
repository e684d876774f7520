import type { Verdict } from '../suites/harness/model/verdict.ts';
import type { Counts } from './model.ts';
/** One string for an id within a role: the same slug may be judged for two roles. */
export declare function keyOf(item: {
    readonly id: string;
    readonly role: string;
}): string;
/** How often each verdict occurs. */
export declare function count(verdicts: Iterable<Verdict | null>): Counts;
/** Groups items by a key, in order of first appearance. */
export declare function groupBy<T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]>;
/** `1 flow`, `2 flows`. */
export declare function plural(n: number, singular: string, plural?: string): string;
