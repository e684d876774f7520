export declare const access: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const identity: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const kindsOfToken: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
