import type { Made } from '../redaction/made.ts';
import type { Basis, Requirement, RoleId } from './requirement.ts';

/** What a check found. */
export type Verdict = 'pass' | 'fail' | 'warn' | 'info' | 'skip' | 'inconclusive' | 'error';

/** Worst first: a requirement's verdict is the first of these that any of its checks has. */
export const VERDICTS: readonly Verdict[] = ['error', 'fail', 'inconclusive', 'warn', 'pass', 'info', 'skip'];

/** The worst of some verdicts; `undefined` of none. */
export function worst(verdicts: Iterable<Verdict>): Verdict | undefined {
  const seen = new Set(verdicts);
  return VERDICTS.find((verdict) => seen.has(verdict));
}

/** The verdict on a broken requirement: a MUST fails where its basis gates and warns elsewhere, a SHOULD warns, a MAY informs. */
export function verdictWhenBroken(requirement: Pick<Requirement, 'level' | 'basis'>, gate: readonly Basis[]): Verdict {
  if (requirement.level === 'MUST') return gate.includes(requirement.basis) ? 'fail' : 'warn';
  return requirement.level === 'SHOULD' ? 'warn' : 'info';
}

/** Whether a verdict on this requirement makes a run red (before any baseline). */
export function gates(
  verdict: Verdict,
  requirement: Pick<Requirement, 'level' | 'basis'>,
  gate: readonly Basis[],
): boolean {
  if (verdict === 'error' || verdict === 'fail') return true;
  return verdict === 'inconclusive' && verdictWhenBroken(requirement, gate) === 'fail';
}

/** One judgement of exchanges against one requirement; everything in it is redacted. */
export interface Check {
  readonly id: string;
  readonly role: RoleId;
  /** The flow's title. */
  readonly flow: string;
  readonly verdict: Verdict;
  readonly expected?: string;
  readonly actual?: string;
  readonly message?: string;
  /** The id of the requirement (or `<system>.reachable`) whose failure kept this one from being judged. */
  readonly blockedBy?: string;
  /** The fact of the target file that makes this one not applicable. */
  readonly skipFact?: string;
  /** Positions in the flow's `exchanges` (in the report: in the report's `exchanges`). */
  readonly exchanges: readonly number[];
  /** Milliseconds from the previous check of the flow to this one. */
  readonly durationMs: number;
}

/** A recorded HTTP request with its response, redacted for the report. */
export interface ExchangeRecord {
  readonly request: {
    readonly method: string;
    /** Absolute; the target's base URL is written `{target}`. */
    readonly url: string;
    readonly headers: ReadonlyArray<readonly [string, string]>;
    readonly body?: string;
  };
  readonly response?: {
    readonly status: number;
    readonly headers: ReadonlyArray<readonly [string, string]>;
    readonly body?: string;
  };
  /** Why there is no (complete) response. */
  readonly failure?: { readonly kind: FailureKind; readonly message: string };
  /** The line that sends the request again, with environment variables in place of secrets. */
  readonly curl: string;
  /** When it was sent, in milliseconds from the beginning of its flow. */
  readonly atMs?: number;
  readonly durationMs: number;
  /** Set where the target has sent the request, and we the response. */
  readonly received?: true;
}

/** How an exchange ended without a judgeable response. */
export type FailureKind =
  | 'refused'
  | 'unresolved'
  | 'timeout'
  | 'reset'
  | 'tls'
  | 'too-large'
  | 'coded'
  | 'malformed'
  | 'throttled'
  | 'other';

/** What one flow leaves behind; travels from the worker to the reporter as one attachment. */
export interface FlowResult {
  readonly role: RoleId;
  readonly flow: string;
  readonly endpoint: string;
  readonly checks: readonly Check[];
  readonly exchanges: readonly ExchangeRecord[];
  /** When it began, in milliseconds since 1970 (UTC). */
  readonly startedAt?: number;
  /** Of what the flow made secrets that it sent, by the names of these. */
  readonly made?: Readonly<Record<string, Made>>;
  /** What the flow has made and the target would not let it take back. */
  readonly leftovers?: readonly string[];
  readonly durationMs: number;
}

/** What the reporter has to know of a run besides its flows; free of secrets. */
export interface RunInfo {
  readonly version: string;
  readonly target: {
    readonly name: string;
    readonly version?: string;
    /** The base URL, or `bundled mock`. */
    readonly url: string;
    /** The target file's other facts, secrets replaced. */
    readonly facts: Readonly<Record<string, unknown>>;
  };
  /** Bases whose broken MUST fails. */
  readonly gate: readonly Basis[];
  /** All requirements (excluded ones too) of every role that this run may judge, in the documents' order. */
  readonly requirements: readonly Requirement[];
  /** Roles that were not run, and what would run them. */
  readonly notRun: readonly { readonly role: RoleId; readonly reason: string }[];
  /** What the target file leaves out of the systems that are run: the member's dotted name, and its variable. */
  readonly unset?: readonly { readonly name: string; readonly variable: string }[];
  /** Things that a reader of the report must know, such as `TLS certificates were not verified`. */
  readonly notices: readonly string[];
  readonly baselineFile?: string;
}
