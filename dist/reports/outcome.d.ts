import type { Basis, Requirement } from '../suites/harness/model/requirement.ts';
import type { ExitCode, Outcome, Report, ReportCheck } from './model.ts';
/** The words for an exit code. */
export declare function meaningOf(exitCode: ExitCode): string;
/** Whether a check makes the run red, after the baseline. A check of an unknown requirement counts as a MUST of a basis that gates. */
export declare function isGating(check: ReportCheck, requirement: Pick<Requirement, 'level' | 'basis'> | undefined, gate: readonly Basis[]): boolean;
/** Exit code and reasons of a run: 2, 3, 1, 4, 5 in that precedence, else 0. */
export declare function outcomeOf(report: Omit<Report, 'outcome'>): Outcome;
