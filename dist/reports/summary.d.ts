import type { Report } from './model.ts';
/** The report as Markdown for a CI step summary, shorter than 64 KiB whatever the run found. */
export declare function summaryText(report: Report): string;
/** Text of any origin in one line of Markdown: nothing in it is markup or a mention; bounded. */
export declare function inline(value: string, longest?: number): string;
