export declare const pkce: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
