import type { Matcher } from '../harness/checks/matchers.ts';
/** In how many places texts differ, counted up to the length of the shortest. */
export declare function variedPlaces(texts: readonly string[]): number;
/** Tokens that were made one after another are neither repeated nor counted. */
export declare function areUnpredictable(tokens: readonly string[]): Matcher;
