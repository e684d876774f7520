export declare const callback: import("../harness/flow/flow.ts").Flow<import("./platform.ts").PlatformTarget>;
export declare const grants: import("../harness/flow/flow.ts").Flow<import("./platform.ts").PlatformTarget>;
