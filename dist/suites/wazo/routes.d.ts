export declare const routes: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
