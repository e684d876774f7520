/** The flows of `kaleyra.client`, each after those whose findings it needs. */
export declare const clientFlows: import("../harness/flow/flow.ts").Flow<import("./platform.ts").PlatformTarget>[];
