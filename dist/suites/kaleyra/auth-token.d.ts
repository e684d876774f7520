export declare const token: import("../harness/flow/flow.ts").Flow<import("./api.ts").CustomerTarget>;
export declare const encoding: import("../harness/flow/flow.ts").Flow<import("./api.ts").CustomerTarget>;
export declare const otherClient: import("../harness/flow/flow.ts").Flow<import("./api.ts").CustomerTarget>;
