/** Every fault of the Developer Console: its behaviour, then its request. */
export declare const consoleFaults: readonly import("../../../faults/fault.ts").Fault[];
