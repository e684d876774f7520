/** What is answered (section 6). */
export declare const responseFaults: readonly import("../../../faults/fault.ts").Fault[];
