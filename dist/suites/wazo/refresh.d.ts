export declare const refresh: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const sameIdentity: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const refusedRefreshes: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
