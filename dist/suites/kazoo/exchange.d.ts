export declare const exchange: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const encoding: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
