import type { Baseline, BaselineEntry, Findings, Report, ReportCheck, StaleEntry } from './model.ts';
/** Whether an acceptance that ends with `expires` (`YYYY-MM-DD`, UTC, inclusive) is over. */
export declare function isExpired(expires: string | undefined, now: Date): boolean;
/** Whether the baseline accepts this check's failure. */
export declare function isAccepted(check: Pick<ReportCheck, 'id' | 'role' | 'verdict'>, baseline: Baseline | undefined): boolean;
/**
 * Marks the failures that the baseline accepts and finds the entries that are stale. An entry is stale when its
 * requirement was judged and no longer fails, when it has expired, or when the role has no such requirement; never
 * when the requirement was not judged in this run.
 */
export declare function applyBaseline(findings: Pick<Findings, 'checks' | 'requirements' | 'baseline'>, now: Date): {
    checks: readonly ReportCheck[];
    stale: readonly StaleEntry[];
};
/**
 * The baseline that accepts every failure of a report. Entries that the report's baseline has already keep their
 * reason, issue and expiry; entries of requirements that were not judged stay; stale entries go, but for expired ones
 * that still fail, which stay as they are and have to be renewed by hand.
 */
export declare function baselineFrom(report: Pick<Report, 'checks' | 'requirements' | 'baseline'>, existing: readonly BaselineEntry[], given: {
    readonly reason: string;
    readonly issue?: string;
    readonly expires?: string;
}, now: Date): BaselineEntry[];
/** The text of a baseline file. */
export declare function baselineText(accepted: readonly BaselineEntry[]): string;
/** Entries to paste into a baseline file for the failures that are not accepted yet. */
export declare function pasteReady(report: Pick<Report, 'checks'>): string[];
