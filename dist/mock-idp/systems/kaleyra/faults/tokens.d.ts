/** What a customer gives for good credentials. */
export declare const tokenFaults: readonly import("../../../faults/fault.ts").Fault[];
