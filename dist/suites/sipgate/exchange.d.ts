export declare const exchange: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
export declare const clients: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
export declare const singleUse: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
export declare const badExchanges: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
