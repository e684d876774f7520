import type { Report } from './model.ts';
/** The report as one HTML page that asks for nothing else: readable from a file, without JavaScript, on paper. */
export declare function htmlText(report: Report): string;
