/** The flows of the endpoint, each after those whose findings it needs. */
export declare const serverFlows: import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>[];
/** The flows of the console that calls it, in the same way. */
export declare const clientFlows: import("../harness/flow/flow.ts").Flow<import("./client-api.ts").ConsoleTarget>[];
export declare const flows: (import("../harness/flow/flow.ts").Flow<import("./client-api.ts").ConsoleTarget> | import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>)[];
