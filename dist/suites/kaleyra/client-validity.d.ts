export declare const validity: import("../harness/flow/flow.ts").Flow<import("./platform.ts").PlatformTarget>;
