export declare const forgedTokens: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const hmac: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const foreignIssuer: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const lifetime: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
