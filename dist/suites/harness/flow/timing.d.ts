import type { Matcher } from '../checks/matchers.ts';
import type { Exchange } from '../http/exchange.ts';
/** How many answers of each kind are compared: single ones vary too much. */
export declare const SAMPLES = 30;
/** Responses of one kind, and what they have in common. */
export interface Timed {
    readonly what: string;
    readonly exchanges: readonly Exchange[];
}
/** Judges that two kinds of responses take about the same time, by their medians. */
export declare function sameTime(one: Timed, other: Timed): Matcher;
