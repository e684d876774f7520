import type { Report } from './model.ts';
/** What keeps a value from being a report, in one line, or `undefined`. */
export declare function reportMistake(value: unknown): string | undefined;
/**
 * Reads a written report.
 * @throws UsageError, one line: the file is missing, cut off, or no report of this version
 */
export declare function readReport(path: string): Report;
