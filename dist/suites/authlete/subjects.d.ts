export declare const subjects: import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>;
export declare const developers: import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>;
