import type { RoleId } from '../../suites/harness/model/requirement.ts';
import type { Verdict } from '../../suites/harness/model/verdict.ts';
import type { Tried } from './independent/verdict.ts';
import type { Outcome } from './judge.ts';

/** What a process is to do, by kind. */
export interface Task {
  /** Run all flows of a role on the mock as it should be; one role at a time. */
  readonly clean: RoleId;
  readonly fault: FaultTask;
  /** Run all flows of a role under one of its independent defects: its id. */
  readonly independent: string;
}

/** A fault to try, and the flows to try it with, by title. */
export interface FaultTask {
  readonly id: string;
  readonly flows: readonly string[];
  /** Whole tables of refusals also in flows that do not judge what the fault breaks. */
  readonly whole: boolean;
}

/** What comes of it. */
export interface Done {
  readonly clean: Clean;
  readonly fault: Outcome;
  readonly independent: Tried;
}

/** What the flows of a role find at the mock as it should be, and the faults that each of them can reach, by title. */
export interface Clean {
  readonly verdicts: readonly (readonly [string, Verdict])[];
  readonly reached: readonly (readonly [string, readonly string[]])[];
}

/** What a process is asked, and what it says to it. */
export interface Asked<Kind extends keyof Done = keyof Done> {
  readonly number: number;
  readonly kind: Kind;
  readonly task: Task[Kind];
}
export interface Said {
  readonly number: number;
  readonly done: unknown;
}
