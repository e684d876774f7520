import type { Report } from './model.ts';
/**
 * The report as JUnit XML: a suite for each role, a case for each check. A failure is `failure`; what could not be
 * judged and errors of the harness are `error` with their type; skips and accepted failures are `skipped`; the rest
 * passed, warnings and observations with their text as output.
 */
export declare function junitText(report: Report): string;
