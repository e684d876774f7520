/** Which callbacks are accepted, and how others are refused. */
export declare const callbackFaults: readonly import("../../../faults/fault.ts").Fault[];
