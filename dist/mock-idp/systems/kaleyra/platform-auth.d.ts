import type { Dispatcher } from 'undici';
import { type Call, type Field, type Received } from './platform-exchange.ts';
import { type CallbackProfile } from './platform-profile.ts';
import { type HeldToken } from './platform-response.ts';
/** The tokens that the platform holds, by profile and configuration. */
export interface TokenCache {
    /** The token to use now: a held one as long as it is good, otherwise a new one. Throws an AuthFailed. */
    token(profile: CallbackProfile, dispatcher: Dispatcher): Promise<string>;
    /** Forgets a token that the customer has refused. */
    drop(profile: CallbackProfile): void;
}
/** An empty cache, of at most 1,000 tokens. */
export declare function createTokenCache(): TokenCache;
/** Whether a held token can be used again: until its validity is over. */
export declare const isGood: ({ expiresAt }: HeldToken) => boolean;
/** The request for the same token that has no response yet; callbacks at the same time share it. */
export declare const underWay: (asked: ReadonlyMap<string, Promise<HeldToken>>, key: string) => Promise<HeldToken> | undefined;
/** What a token belongs to: a profile in its present configuration. */
export declare const keyOf: (profile: CallbackProfile) => string;
/** Sends an authentication request; follows no redirect, which could lead the secret to somebody else. */
export declare const exchangeAuth: (call: Call, dispatcher: Dispatcher) => Promise<Received>;
/** The authentication request: parameters in a form, in the query for GET (RFC 6749 §4.3.2, §4.4.2, §2.3.1). */
export declare const authCall: (profile: CallbackProfile) => Call;
/** The payload: the grant, and the credentials of the client. */
export declare const parametersOf: (profile: CallbackProfile) => readonly Field[];
/** The grant that the profile is set to, one of the document's two. */
export declare const grantOf: ({ grant, username, password }: CallbackProfile) => readonly Field[];
