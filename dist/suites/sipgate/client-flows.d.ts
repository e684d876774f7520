/** The flows of `sipgate.client`, each after those whose findings it needs. */
export declare const clientFlows: import("../harness/flow/flow.ts").Flow<import("./client-target.ts").AppTarget>[];
