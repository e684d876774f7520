/** How an authentication request is read, and whom it is granted. */
export declare const authFaults: readonly import("../../../faults/fault.ts").Fault[];
