import type { Report } from './model.ts';
/**
 * Writes every form of a report into a folder. What cannot be written becomes a problem of the report (exit code 3);
 * the rest is kept, and `conformance.json` says so where it can.
 * @returns the report as it was written
 */
export declare function publish(folder: string, report: Report): Report;
/** The text of `conformance.json`. */
export declare function jsonText(report: Report): string;
