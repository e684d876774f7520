/** What the platform makes of a response with a token, and how long it keeps it. */
export declare const platformTokenFaults: readonly import("../../../faults/fault.ts").Fault[];
