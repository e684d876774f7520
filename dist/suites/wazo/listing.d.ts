export declare const listing: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
