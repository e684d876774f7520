export declare const answers: import("../harness/flow/flow.ts").Flow<import("./client-target.ts").AppTarget>;
export declare const idTokens: import("../harness/flow/flow.ts").Flow<import("./client-target.ts").AppTarget>;
