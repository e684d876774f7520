import type { Verdict } from '../model/verdict.ts';
import type { CheckLog } from './check-log.ts';
import type { FlowContext } from './context.ts';
import type { Memory } from './session.ts';
/** Verdicts on which others hang. */
export declare const BLOCKING: readonly Verdict[];
/** The verbs of a context that judge. */
export type Checking = Omit<FlowContext, 'wait' | 'movableClock' | 'cleanUp'>;
export interface CheckingParts {
    readonly log: CheckLog;
    readonly memory: Memory;
    /** Ids of contracts, which stay open where nothing they apply to was there. */
    readonly mayStayOpen: Set<string>;
    /** Sends something that is wrong on purpose. */
    malformed<Result>(send: () => Promise<Result>): Promise<Result>;
}
/** The verbs of a context that judge, writing to a log. */
export declare function checkingWith({ log, memory, mayStayOpen, malformed }: CheckingParts): Checking;
