export declare const listRights: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
