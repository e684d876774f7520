/** The flows of `wazo.server`, each after those whose findings it needs. */
export declare const flows: import("../harness/flow/flow.ts").Flow<import("./api.ts").WazoTarget>[];
