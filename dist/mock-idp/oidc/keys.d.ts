import { type KeyObject } from 'node:crypto';
/** The keys of `fixtures/keys`. They are published with the project: for development only, and worth nothing as a secret. */
export type KeyName = 'first' | 'second' | 'foreign';
export interface DevelopmentKey {
    readonly jwk: Readonly<Record<string, string>> & {
        readonly kid: string;
    };
    readonly privateKey: KeyObject;
    readonly publicKey: KeyObject;
}
/** A development key, read once. `foreign` is in no realm's JWKS: for signatures that must not be accepted. */
export declare function developmentKey(name: KeyName): DevelopmentKey;
/** A JWT taken apart, unverified. */
export interface OpenJwt {
    readonly header: Record<string, unknown>;
    readonly claims: Record<string, unknown>;
}
/** Takes a JWT of our own apart. */
export declare function openJwt(jwt: string): OpenJwt;
/** Signs with RS256 (RFC 7518 §3.3); the header says `alg` and `kid` unless it is given others. */
export declare function signJwt({ header, claims }: {
    header?: Record<string, unknown>;
    claims: Record<string, unknown>;
}, { jwk, privateKey }: DevelopmentKey): string;
/** An unsigned JWT (RFC 7519 §6). */
export declare function unsignedJwt(claims: Record<string, unknown>): string;
