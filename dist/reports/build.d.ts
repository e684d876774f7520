import type { FlowResult, RunInfo } from '../suites/harness/model/verdict.ts';
import type { Baseline, Findings, FlowWithoutResult, Problem, Report } from './model.ts';
export interface BuildInput {
    readonly run: RunInfo;
    readonly flows: readonly FlowResult[];
    readonly flowsWithoutResult: readonly FlowWithoutResult[];
    readonly baseline?: Baseline;
    readonly baselineFile?: string;
    readonly problems?: readonly Problem[];
    readonly interrupted?: boolean;
    readonly shard?: {
        readonly current: number;
        readonly total: number;
    };
    readonly now: Date;
}
/** Builds the report of a run; pure, and independent of the order in which flows came in. */
export declare function buildReport(input: BuildInput): Report;
/** Concludes everything that follows from the checks: acceptance, verdicts, roles, root causes, outcome. */
export declare function conclude(findings: Findings, now: Date): Report;
