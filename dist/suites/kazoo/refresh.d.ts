export declare const refresh: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
