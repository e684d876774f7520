/** How the platform calls back. */
export declare const platformCallbackFaults: readonly import("../../../faults/fault.ts").Fault[];
