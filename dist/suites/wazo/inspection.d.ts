export declare const inspection: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
