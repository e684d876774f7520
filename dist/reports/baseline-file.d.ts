import type { Baseline } from './model.ts';
/**
 * Reads a baseline file.
 * @throws UsageError with one line a mistake: where, what, how to fix it
 */
export declare function readBaseline(path: string): Baseline;
/** Reads the text of a baseline file; `where` names it in mistakes. Throws as `readBaseline` does. */
export declare function parseBaseline(text: string, where: string): Baseline;
