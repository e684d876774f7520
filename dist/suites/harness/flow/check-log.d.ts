import type { Finding } from '../checks/matchers.ts';
import type { Exchange } from '../http/exchange.ts';
import { type Check, type Verdict } from '../model/verdict.ts';
import type { Flow } from './flow.ts';
import { type Session } from './session.ts';
/** The checks of one flow as they are made. */
export interface CheckLog {
    readonly checks: readonly Check[];
    /** Every exchange of the flow, in order; checks name them by position. */
    readonly exchanges: Exchange[];
    /** Throws for an id that the flow does not declare, and once the log is closed. */
    record(id: string, verdict: Verdict, seen: readonly Exchange[], more?: Partial<Check>): void;
    /** Records what a judge found, with the verdict that the requirement's level and basis give; says whether it is kept. */
    recordFinding(id: string, finding: Finding, seen: readonly Exchange[]): boolean;
    /** Whether breaking a requirement is no more than a warning. */
    isAdvice(id: string): boolean;
    /** Declared ids without a check. */
    open(): string[];
    /** From now on nothing is judged. */
    close(): void;
}
/** An empty log of a flow. */
export declare function openCheckLog({ title, role, judges }: Flow<never>, session: Session): CheckLog;
