export declare const noToken: import("../harness/flow/flow.ts").Flow<import("./platform.ts").PlatformTarget>;
export declare const profilesApart: import("../harness/flow/flow.ts").Flow<import("./platform.ts").PlatformTarget>;
export declare const redirects: import("../harness/flow/flow.ts").Flow<import("./platform.ts").PlatformTarget>;
export declare const load: import("../harness/flow/flow.ts").Flow<import("./platform.ts").PlatformTarget>;
