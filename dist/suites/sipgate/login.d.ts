export declare const login: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
export declare const consent: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
export declare const refusedLogins: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
export declare const redirects: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
