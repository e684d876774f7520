import type { Requirement } from '../suites/harness/model/requirement.ts';
import type { ReportCheck, RootCause } from './model.ts';
/**
 * Groups what could not be judged by what it is blocked by, the cause that holds up most first. A requirement that is blocked by
 * another that is blocked by a third counts for the third.
 */
export declare function rootCauses(requirements: readonly Requirement[], checks: readonly ReportCheck[]): RootCause[];
