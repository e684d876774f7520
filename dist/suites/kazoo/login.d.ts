export declare const login: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const access: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const refusedLogins: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const apiLogin: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
