import type { JWK } from 'jose';
import type { Profile } from './profiles.ts';
/** The public keys that this customer's tokens can be verified with (RFC 7517). */
export declare function publicKeys(): {
    readonly keys: readonly JWK[];
};
/** A new token of the profile's kind, for one of its clients. */
export declare const makeToken: ({ name, token: { kind, algorithm }, lifetime }: Profile, client: string) => Promise<string>;
