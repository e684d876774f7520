export declare const acceptance: import("../harness/flow/flow.ts").Flow<import("./api.ts").CustomerTarget>;
export declare const refusals: import("../harness/flow/flow.ts").Flow<import("./api.ts").CustomerTarget>;
export declare const foreignToken: import("../harness/flow/flow.ts").Flow<import("./api.ts").CustomerTarget>;
export declare const lifetime: import("../harness/flow/flow.ts").Flow<import("./api.ts").CustomerTarget>;
