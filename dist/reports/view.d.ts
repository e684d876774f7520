import type { ExchangeRecord, Verdict } from '../suites/harness/model/verdict.ts';
import type { Conformance, Report, ReportCheck, ReportRequirement, RoleReport } from './model.ts';
/** A requirement with those of its checks that are shown together. */
export interface Finding {
    readonly id: string;
    readonly role: string;
    /** Missing when a check names a requirement that the run doesn't know. */
    readonly requirement?: ReportRequirement;
    readonly checks: readonly ReportCheck[];
    /** The first of `checks`. */
    readonly first: ReportCheck;
}
/** Groups the checks that match by requirement, in the report's order. */
export declare function findings(report: Report, matches: (check: ReportCheck) => boolean): Finding[];
/** What makes the run red by itself: failures and errors that nobody accepted, failures first. */
export declare function failures(report: Report): Finding[];
/** What could not be judged although it gates, and is blocked by no root cause. */
export declare function undecided(report: Report): Finding[];
/** The failures that the baseline accepts. */
export declare function acceptedFailures(report: Report): Finding[];
/** The exchange that a check is about: the last of those it judged. */
export declare function decisive(report: Report, check: ReportCheck): ExchangeRecord | undefined;
/** What was expected and what came, in one line. */
export declare function difference({ first }: Pick<Finding, 'first'>): string;
/** `conforms`, `conforms in part`, `does not conform`. */
export declare function conformanceText(conforms: Conformance): string;
/** What a role comes to: a role in which nothing is broken but something that gates is undecided does not conform yet. */
export declare function roleText({ conforms, requirements }: RoleReport): string;
/** How much of a role was judged: `48 of 50 requirements judged`. */
export declare function judgedText({ requirements }: RoleReport): string;
/** `46 pass, 2 fail`: the verdicts that occur, worst first. */
export declare function countsText(counts: Readonly<Record<Verdict, number>>): string;
/** The target in one line: name, version, address. */
export declare function targetText({ target }: Report): string;
