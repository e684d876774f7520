export declare const manners: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
