import type { Matcher } from '../harness/checks/matchers.ts';
export declare const requests: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
export declare const redirectUris: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
/** The response lets scripts of that origin read it. */
export declare function isReadableBy(origin: string): Matcher;
export declare const origins: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
