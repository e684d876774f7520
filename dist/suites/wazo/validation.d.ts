export declare const badBodies: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const badOfflineBodies: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const badRefreshBodies: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
