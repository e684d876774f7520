/** Who is let in, and who is not (section 5). */
export declare const loginFaults: readonly import("../../../faults/fault.ts").Fault[];
