export declare const authorizationRequest: import("../harness/flow/flow.ts").Flow<import("./client-target.ts").AppTarget>;
