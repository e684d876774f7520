import { type Exchange } from '../harness/http/exchange.ts';
/** A JWT taken apart, unverified. */
export interface OpenJwt {
    readonly header: Readonly<Record<string, unknown>>;
    readonly claims: Readonly<Record<string, unknown>>;
    /** Header, payload and signature as they stand in the token. */
    readonly parts: readonly [string, string, string];
}
/** Takes a token apart (RFC 7519 §7.2); `undefined` when it is no JWT. Members that are there twice count once, the last. */
export declare function openJwt(token: string): OpenJwt | undefined;
/** A claim of the token that a response issues. */
export declare function claimOf(exchange: Exchange, name: string): unknown;
/** Whether a public key in PEM verifies a token of algorithm RS256 (RFC 7518 §3.3); false for a PEM that is none. */
export declare function verifies(pem: string, token: string): boolean;
/** Ways to make a token that its issuer did not make. None of them needs the issuer's key. */
export declare const forgeries: {
    unsigned: ({ header, parts: [, body] }: OpenJwt) => string;
    tampered({ claims, parts: [head, , signature] }: OpenJwt): string;
    stripped: ({ parts: [head, body] }: OpenJwt) => string;
    otherAlgorithm: ({ header, parts: [, body, signature] }: OpenJwt) => string;
    unknownKey: ({ header, parts: [, body, signature] }: OpenJwt) => string;
    /** Signed with the public key as the secret of an HMAC (RFC 8725 §2.1). */
    hmac({ header, parts: [, body] }: OpenJwt, pem: string): string;
};
