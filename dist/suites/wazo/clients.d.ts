export declare const clients: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const users: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const anyClientId: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const deletionRights: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
