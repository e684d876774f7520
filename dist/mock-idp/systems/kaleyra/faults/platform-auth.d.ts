/** How the platform asks for a token. */
export declare const platformAuthFaults: readonly import("../../../faults/fault.ts").Fault[];
