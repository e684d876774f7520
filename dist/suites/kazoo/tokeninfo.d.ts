export declare const tokenInfo: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const namedToken: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const forgedTokenInfo: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
