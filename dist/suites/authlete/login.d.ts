import { type Matcher } from '../harness/checks/matchers.ts';
/** The subject has no space. */
export declare const hasNoSpace: Matcher;
/** The display name, if there is one, has at most 100 UTF-16 code units. */
export declare const fitsUtf16: Matcher;
export declare const login: import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>;
export declare const refusedLogins: import("../harness/flow/flow.ts").Flow<import("./api.ts").EndpointTarget>;
