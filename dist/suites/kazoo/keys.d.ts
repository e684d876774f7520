export declare const keys: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
