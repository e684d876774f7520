export declare const offlineLogin: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
