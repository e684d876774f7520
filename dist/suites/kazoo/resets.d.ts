export declare const userReset: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const resetByAdministrator: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const resetByStrangers: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const accountReset: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const accountResetOfApiTokens: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const accountResetByUser: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const providerChange: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
export declare const providerDeletion: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>;
