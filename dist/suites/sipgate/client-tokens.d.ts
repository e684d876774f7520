export declare const tokens: import("../harness/flow/flow.ts").Flow<import("./client-target.ts").AppTarget>;
