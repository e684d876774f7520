export declare const login: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const refusedLogins: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const repeatedLogin: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
