export declare const tokenData: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
