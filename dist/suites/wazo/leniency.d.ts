export declare const leniency: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
