export declare const refresh: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
export declare const refusedRefreshes: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
export declare const rotation: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
export declare const lifetime: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
export declare const revocation: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
