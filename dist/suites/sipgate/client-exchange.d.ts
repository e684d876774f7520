export declare const exchange: import("../harness/flow/flow.ts").Flow<import("./client-target.ts").AppTarget>;
