export declare const unlinked: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const linking: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const ownLinks: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
