export declare const location: import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>;
export declare const caller: import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>;
