export declare const listQueries: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
