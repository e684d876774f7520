/** How a request is read (section 5, RFC 8259, RFC 9110). */
export declare const requestFaults: readonly import("../../../faults/fault.ts").Fault[];
