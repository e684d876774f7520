export declare const request: import("../harness/flow/flow.ts").Flow<import("./client-api.ts").ConsoleTarget>;
export declare const texts: import("../harness/flow/flow.ts").Flow<import("./client-api.ts").ConsoleTarget>;
