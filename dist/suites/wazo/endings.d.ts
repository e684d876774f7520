export declare const deletion: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const revocation: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
