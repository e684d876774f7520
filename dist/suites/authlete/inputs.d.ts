export declare const credentials: import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>;
export declare const bodies: import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>;
export declare const kinds: import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>;
export declare const times: import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>;
