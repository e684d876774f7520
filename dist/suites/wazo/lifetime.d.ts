export declare const lifetime: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
