/** Every fault of both sides of Kaleyra's document: the customer's first, then the platform's. */
export declare const faults: import("../../faults/fault.ts").Fault[];
