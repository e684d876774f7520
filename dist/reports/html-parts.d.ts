import type { Verdict } from '../suites/harness/model/verdict.ts';
import { type Html } from './markup.ts';
import type { Counts } from './model.ts';
/** How a requirement that no check judged is shown. */
export declare const UNJUDGED = "not judged";
/** A verdict as a small label: never by colour alone. */
export declare function pill(verdict: Verdict | null, word?: string): Html;
/** The fragment of a requirement. */
export declare function anchorOf({ id, role }: {
    readonly id: string;
    readonly role: string;
}): string;
/** A bar whose parts are in proportion to the counts, with its figures as text for those who don't see it. */
export declare function bar(counts: Counts, unjudged: number): Html;
/** Words behind a number of each verdict that occurs. */
export declare function countPills(counts: Counts, unjudged?: number): Html;
