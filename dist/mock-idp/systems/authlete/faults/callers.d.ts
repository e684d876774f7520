/** How the caller is told from others (section 4). */
export declare const callerFaults: readonly import("../../../faults/fault.ts").Fault[];
