export declare const mobile: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
export declare const besidesMobile: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>;
