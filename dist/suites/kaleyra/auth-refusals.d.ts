import { type Matcher } from '../harness/checks/matchers.ts';
/** The response repeats none of these texts, header fields included. */
export declare function repeatsNone(...texts: string[]): Matcher;
export declare const credentials: import("../harness/flow/flow.ts").Flow<import("./api.ts").CustomerTarget>;
export declare const basicCredentials: import("../harness/flow/flow.ts").Flow<import("./api.ts").CustomerTarget>;
export declare const grantRefusals: import("../harness/flow/flow.ts").Flow<import("./api.ts").CustomerTarget>;
export declare const requests: import("../harness/flow/flow.ts").Flow<import("./api.ts").CustomerTarget>;
export declare const passwords: import("../harness/flow/flow.ts").Flow<import("./api.ts").CustomerTarget>;
