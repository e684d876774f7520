export declare const clientTimes: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
