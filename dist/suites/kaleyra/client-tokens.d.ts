export declare const tokens: import("../harness/flow/flow.ts").Flow<import("./platform.ts").PlatformTarget>;
