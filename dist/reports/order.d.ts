import type { Requirement } from '../suites/harness/model/requirement.ts';
import type { ExchangeRecord, FlowResult } from '../suites/harness/model/verdict.ts';
import type { FlowReport, ReportCheck } from './model.ts';
/**
 * Sorts flows by role (as the requirements do), by the first requirement that they judge, by title: an order that
 * does not depend on the order of arrival, so that shards merged in any order give the same report.
 */
export declare function sortFlows(flows: readonly FlowResult[], requirements: readonly Requirement[]): FlowResult[];
/** Lays the flows' checks and exchanges end to end; what points at exchanges points at positions in the one list. */
export declare function flatten(flows: readonly FlowResult[]): {
    results: FlowReport[];
    checks: ReportCheck[];
    exchanges: ExchangeRecord[];
};
