type Claims = Readonly<Record<string, unknown>>;
/** The parts of a compact JWS (RFC 7515 §7.1), unverified; undefined where the text is none. */
export declare function opened(jwt: string | undefined): {
    header: Claims;
    claims: Claims;
} | undefined;
export declare const resource: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
export declare const jwts: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
export declare const otherRealm: import("../harness/flow/flow.ts").Flow<import("./target.ts").SipgateTarget>;
export {};
