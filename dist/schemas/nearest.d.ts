/** The candidate nearest to a mistyped name (letter case aside), or `undefined` when none is near enough to be meant. */
export declare function nearest(name: string, candidates: Iterable<string>): string | undefined;
/** Least number of insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`. */
export declare function editDistance(a: string, b: string): number;
