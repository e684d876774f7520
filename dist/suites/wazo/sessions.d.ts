export declare const sessions: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
