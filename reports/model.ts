import type { Basis, Requirement, RoleId } from '../suites/harness/model/requirement.ts';
import type { Check, ExchangeRecord, FlowResult, RunInfo, Verdict } from '../suites/harness/model/verdict.ts';
import type { Asked } from './asked.ts';

/** How many of each verdict; every verdict is there, also at 0. */
export type Counts = Record<Verdict, number>;

/** `yes`: every requirement that gates was judged and holds. `part`: nothing gates, but some were not judged or are accepted failures. `no`: something gates. */
export type Conformance = 'yes' | 'part' | 'no';

/** 0 conforms · 1 violated · 2 usage · 3 harness error · 4 nothing or too little judged · 5 stale baseline. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5;

/** One failure that a team has accepted, as it stands in the baseline file. */
export interface BaselineEntry {
  readonly id: string;
  readonly role: RoleId;
  readonly reason: string;
  /** Where the failure is followed up, such as the address of a ticket. */
  readonly issue?: string;
  /** `YYYY-MM-DD`; accepted until the end of that day (UTC). */
  readonly expires?: string;
}

export interface Baseline {
  readonly accepted: readonly BaselineEntry[];
}

/** What the report says of the acceptance of a failure. */
export type Acceptance = Pick<BaselineEntry, 'reason' | 'issue' | 'expires'>;

/** A baseline entry that has to be removed or renewed, and why. */
export interface StaleEntry {
  readonly id: string;
  readonly role: RoleId;
  readonly why: string;
}

/** A check in the report; `exchanges` are positions in the report's `exchanges`. */
export interface ReportCheck extends Check {
  /** Set on a failure that the baseline accepts. */
  readonly accepted?: Acceptance;
  /** A shell script that shows the finding again; variables hold the target file's secrets. */
  readonly script?: string;
}

export interface ReportRequirement extends Requirement {
  /** The worst verdict of its checks; `null` when no check judged it in this run. */
  readonly verdict: Verdict | null;
}

/** The requirements whose violation would gate: how many there are, and what became of them. */
export interface Gating {
  readonly total: number;
  readonly judged: number;
  readonly held: number;
  /** Violated, and not accepted. */
  readonly broken: number;
  /** Violated, and accepted by the baseline. */
  readonly accepted: number;
  /** Could not be judged, by id. */
  readonly undecided: readonly string[];
  /** Not applicable, or not judged by any flow of this run; by id. */
  readonly notTried: readonly string[];
}

/** What the target file could say to have more requirements judged. */
export interface Unlock {
  readonly role: RoleId;
  /** The fact behind the skips. */
  readonly fact: string;
  /** The variables to set; none where the fact is not a matter of the target file. */
  readonly set: readonly string[];
  /** How many requirements it would have judged, and how many of them gate. */
  readonly judges: number;
  readonly gating: number;
}

export interface RoleReport {
  readonly system: string;
  readonly role: RoleId;
  readonly conforms: Conformance;
  /** Checks by verdict. */
  readonly summary: Counts;
  readonly requirements: {
    readonly total: number;
    /** Judged in this run: pass, fail, warn or info. */
    readonly checked: number;
    readonly excluded: number;
    /** Requirements by verdict. */
    readonly verdicts: Counts;
  };
  readonly gating: Gating;
  /** Facts of the target file behind the skips. */
  readonly facts: readonly string[];
}

/** A broken requirement, or an unreachable target, that kept other requirements from being judged. */
export interface RootCause {
  /** A requirement's id, or `<system>.reachable`. */
  readonly id: string;
  readonly role: RoleId;
  readonly message: string;
  /** Whether it, or something that is blocked by it, makes the run red. */
  readonly gates: boolean;
  /** Ids of the requirements of this role that are blocked by it, each once, in the documents' order. */
  readonly blocked: readonly string[];
}

/** A flow that came to an end; `exchanges` are positions in the report's `exchanges`, in the order they were made. */
export interface FlowReport {
  readonly role: RoleId;
  readonly flow: string;
  readonly endpoint: string;
  readonly durationMs: number;
  readonly exchanges: readonly number[];
  /** When it began, in milliseconds since 1970 (UTC). */
  readonly startedAt?: number;
  /** Of what the flow made secrets that it sent, by the names of these. */
  readonly made?: FlowResult['made'];
}

/** A flow that left no result. */
export interface FlowWithoutResult {
  readonly role?: RoleId;
  readonly title: string;
  readonly reason: string;
}

/** What went wrong around the flows rather than in the target. */
export interface Problem {
  readonly kind: 'usage' | 'harness';
  readonly message: string;
}

export interface Outcome {
  readonly exitCode: ExitCode;
  /** Of the whole run: the worst of its roles, and `no` for every exit code but 0. */
  readonly conforms: Conformance;
  /** One line each, the decisive one first. */
  readonly reasons: readonly string[];
}

export interface NotRun {
  readonly role: RoleId;
  readonly reason: string;
}

/** The whole of `conformance.json`, described by `schemas/tollgate/report.schema.json`. */
export interface Report {
  readonly $schema?: string;
  readonly apiVersion: 'tollgate/v1';
  readonly kind: 'ConformanceReport';
  /** RFC 3339, UTC. */
  readonly generatedAt: string;
  readonly tollgate: { readonly version: string };
  readonly target: RunInfo['target'];
  readonly outcome: Outcome;
  /** Checks by verdict. */
  readonly summary: Counts;
  readonly roles: readonly RoleReport[];
  readonly rootCauses: readonly RootCause[];
  /** What would have more judged, the most that gate first. */
  readonly unlocks: readonly Unlock[];
  readonly requirements: readonly ReportRequirement[];
  readonly checks: readonly ReportCheck[];
  readonly exchanges: readonly ExchangeRecord[];
  /** Bases whose broken MUST fails. */
  readonly gate: readonly Basis[];
  readonly notices: readonly string[];
  readonly notRun: readonly NotRun[];
  /** What the target file leaves out of the systems that were run. */
  readonly unset?: RunInfo['unset'];
  readonly flows: {
    readonly total: number;
    readonly results: readonly FlowReport[];
    readonly withoutResult: readonly FlowWithoutResult[];
  };
  readonly problems: readonly Problem[];
  readonly interrupted: boolean;
  /** A hash of all the rest; `tollgate verify` compares it. */
  readonly digest?: string;
  /** Set on the report of one shard, which says nothing of the whole run. */
  readonly shard?: { readonly current: number; readonly total: number };
  /** Set on a report that was merged from shards. */
  readonly shards?: { readonly total: number; readonly missing: readonly number[] };
  /** What the command line selected, where it did not ask for everything. */
  readonly asked?: Asked;
  readonly baseline?: {
    readonly file?: string;
    readonly accepted: readonly BaselineEntry[];
    readonly stale: readonly StaleEntry[];
  };
}

/** A report before anything is concluded from its checks. */
export type Findings = Omit<
  Report,
  'outcome' | 'summary' | 'roles' | 'rootCauses' | 'unlocks' | 'requirements' | 'baseline' | 'digest'
> & {
  readonly requirements: readonly Requirement[];
  readonly baseline?: { readonly file?: string; readonly accepted: readonly BaselineEntry[] };
};
