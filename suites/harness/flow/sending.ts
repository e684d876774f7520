import type { Id } from '../model/requirement.ts';

/** What checks that send are given by the flow that runs. */
export interface Sending {
  /** Sends something that is wrong on purpose. */
  malformed<Result>(send: () => Promise<Result>): Promise<Result>;
  /** A check that sends; what is not finished at the end of the flow was not awaited. */
  pending<Result>(id: Id, check: Promise<Result>): Promise<Result>;
  /** How many attempts of a table are made. */
  readonly attempts: number;
}
