export declare const scopes: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const scopeRequests: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
