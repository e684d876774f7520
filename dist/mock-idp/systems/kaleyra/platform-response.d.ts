import type { CallbackProfile } from './platform-profile.ts';
/** A token that the platform holds. */
export interface HeldToken {
    readonly token: string;
    /** Milliseconds since the epoch; in the past for a token that is good for one callback. */
    readonly expiresAt: number;
}
/** Why there is no token; no callback follows. */
export declare class AuthFailed extends Error {
    readonly kind: 'refusal' | 'error' | 'silence' | 'no-json' | 'missing' | 'unusable';
    constructor(kind: AuthFailed['kind'], message: string);
}
/** The token (RFC 6750 §2.1: b64token) and validity of a response of the auth URL; throws an AuthFailed. */
export declare const tokenIn: (status: number, text: string, profile: CallbackProfile) => HeldToken;
/** The members of a response; unknown ones do no harm (RFC 6749 §5.1). */
export declare const objectIn: (text: string) => Record<string, unknown>;
/** Whether it is the token type that the platform knows, in any case (RFC 6749 §5.1). */
export declare const isBearer: (type: unknown) => boolean;
/** Whether it can be sent as a token, of whatever form. */
export declare const isToken: (value: unknown) => boolean;
/** The member of that very name, or else what a dotted path with indexes leads to. */
export declare const valueAt: (response: Record<string, unknown>, path: string) => unknown;
/**
 * When to stop using a token: a little before it ends, at most half a minute, in milliseconds since the epoch.
 * Without a usable validity the token is good for one callback.
 */
export declare const useUntil: (validity: unknown) => number;
/**
 * When a validity ends, in milliseconds since the epoch. Below 10^9 it is a duration in seconds, below 10^12 a time in
 * seconds, above it one in milliseconds; a text may be a date (ISO 8601).
 */
export declare const endOf: (validity: unknown) => number | undefined;
