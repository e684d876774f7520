import type { Receivers } from '../receiver/receivers.ts';
import { type ControlRequest, type ControlResponse } from './control-request.ts';
import type { Journal } from './journal.ts';
import type { ProvocationOrder, Provocations } from './provocations.ts';
import { type RunningSystem } from './system.ts';
export interface ControlParts {
    readonly journal: Journal;
    readonly provocations: Provocations;
    readonly receivers: Receivers;
    systems(): ReadonlyMap<string, RunningSystem>;
    /** Base URL as the client of this request calls the mock, fault prefix included. */
    url(): string;
    reset(): Promise<void>;
}
/**
 * Serves a request to /_control. Under a fault prefix the journal, the provocations and mint concern that fault's mock alone;
 * without one the journal shows every request and the others concern the faultless mock.
 */
export declare function control(parts: ControlParts, request: ControlRequest): Promise<ControlResponse>;
/** Reads an order for a provocation. Throws a ControlError for one that is wrong or could only fail. */
export declare function provocationIn(order: Record<string, unknown>): ProvocationOrder;
