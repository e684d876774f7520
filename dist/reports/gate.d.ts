import type { BaselineEntry, ExitCode, Report } from './model.ts';
/** What a command ends with: text for standard output (or standard error when `exitCode` is 2), one line or more. */
export interface CommandResult {
    readonly exitCode: ExitCode;
    readonly text: string;
}
/**
 * Judges a written report again: with its own baseline, exactly as its run did; with another one, by today's date.
 * @param reportPath a `conformance.json`
 * @param baselinePath a baseline file that takes the place of the report's own
 */
export declare function gate(reportPath: string, baselinePath?: string, now?: Date): CommandResult;
/** `tollgate gate`: see `GATE_USAGE`. */
export declare function runGate(args: readonly string[], now?: Date): CommandResult;
/** `tollgate baseline`: see `BASELINE_USAGE`. Writes the file that `--out` names. */
export declare function runBaseline(args: readonly string[], now?: Date): CommandResult;
/** The entries of the baseline that accepts every failure of a report; see `baselineFrom`. Throws UsageError when `given` cannot stand in a baseline file. */
export declare function writeBaseline(report: Report, given: {
    readonly reason: string;
    readonly issue?: string;
    readonly expires?: string;
}, existing?: readonly BaselineEntry[], now?: Date): BaselineEntry[];
