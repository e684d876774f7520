export declare const provocations: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const codes: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const otherClient: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
