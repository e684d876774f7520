export declare const badBodies: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const mixedUp: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const undocumented: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
