/** The flows of `kazoo.server`, each after those whose findings it needs; what ends everybody's tokens comes last. */
export declare const flows: import("../harness/flow/flow.ts").Flow<import("./api.ts").KazooTarget>[];
