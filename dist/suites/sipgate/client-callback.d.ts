export declare const callbacks: import("../harness/flow/flow.ts").Flow<import("./client-target.ts").AppTarget>;
export declare const logout: import("../harness/flow/flow.ts").Flow<import("./client-target.ts").AppTarget>;
