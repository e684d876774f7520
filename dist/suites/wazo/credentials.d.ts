export declare const incompleteCredentials: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const emailLogin: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const encodings: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
