export declare const isolation: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
