export declare const noPasswordForSns: import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>;
export declare const socialLogin: import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>;
