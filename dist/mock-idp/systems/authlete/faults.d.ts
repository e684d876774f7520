/** Every fault of both sides of Authlete's document. */
export declare const faults: import("../../faults/fault.ts").Fault[];
