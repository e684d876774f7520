import { type KeyObject } from 'node:crypto';
import { Refused } from './responses.ts';
import { type Store } from './store.ts';
type Claims = Readonly<Record<string, unknown>>;
/** What a token is made for. */
export interface Subject {
    readonly account_id?: string;
    readonly owner_id?: string;
}
/** A signed token (kz_auth_jwt.erl): header alg, typ, kid; `exp` in `lifetime` seconds by this request's clock. */
export declare function signToken(store: Store, subject: Subject, claims: Claims, lifetime: number): Promise<string>;
/** Why a token is worthless, as tokeninfo words it. */
export declare class BadToken extends Refused {
    constructor(message: string);
}
/**
 * Checks a token in Kazoo's order: algorithm, signature, expiry, identity. Gives its claims.
 * `passOver` leaves parts out, for faults. Throws a BadToken that says what is wrong.
 */
export declare function verifyToken(store: Store, token: string, passOver?: readonly ('expiry' | 'identity')[]): Promise<Claims>;
/** The public key as Kazoo publishes it: PKCS #1 in PEM, with an empty line at its end. */
export declare function publicPem({ key }: Store): string;
/** A public key in PKCS #1 PEM. */
export declare function pem(key: KeyObject): string;
export {};
