export declare const providers: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const provider: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const apps: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const appsOfAccount: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const keysForAdministrators: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
