import type { Basis } from '../suites/harness/model/requirement.ts';
import type { NotRun, ReportCheck, ReportRequirement, RoleReport } from './model.ts';
/** The roles of which a check was made, in the order of the requirements. */
export declare function rolesOf(requirements: readonly ReportRequirement[], checks: readonly ReportCheck[], gate: readonly Basis[]): RoleReport[];
/** The roles that were not run: those that the run says, and those of which it judged nothing. */
export declare function rolesNotRun(stated: readonly NotRun[], requirements: readonly ReportRequirement[], roles: readonly RoleReport[]): NotRun[];
