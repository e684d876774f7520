export declare const members: import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>;
export declare const service: import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>;
