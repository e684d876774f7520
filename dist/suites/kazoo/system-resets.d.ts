export declare const keyReset: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const systemReset: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
