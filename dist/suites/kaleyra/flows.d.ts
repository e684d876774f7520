/** All flows of Kaleyra's document. */
export declare const flows: (import("../harness/flow/flow.ts").Flow<import("./api.ts").CustomerTarget> | import("../harness/flow/flow.ts").Flow<import("./platform.ts").PlatformTarget>)[];
