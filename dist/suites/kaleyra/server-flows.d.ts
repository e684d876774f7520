/** The flows of `kaleyra.server`, each after those whose findings it needs. */
export declare const serverFlows: import("../harness/flow/flow.ts").Flow<import("./api.ts").CustomerTarget>[];
