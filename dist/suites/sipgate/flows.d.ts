/** The flows of `sipgate.server`, each after those whose findings it needs. */
export declare const serverFlows: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>[];
/** The flows of both roles. */
export declare const flows: (import("../harness/flow/flow.ts").Flow<import("./client-target.ts").AppTarget> | import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>)[];
