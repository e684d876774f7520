export declare const answers: import("../harness/flow/flow.ts").Flow<import("./client-api.ts").ConsoleTarget>;
