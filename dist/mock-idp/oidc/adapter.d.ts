import type { AdapterFactory } from 'oidc-provider';
import { type Restore } from '../frame/snapshot.ts';
/** One realm's codes, tokens, sessions, interactions and grants. */
export interface RealmStore {
    /** What oidc-provider keeps its models in. */
    readonly adapter: AdapterFactory;
    /** Ends what was made in a browser session (Keycloak: the end of a session ends its tokens). */
    endSession(uid: string): void;
    /** How many entries are held. */
    readonly size: () => number;
    snapshot(): Restore;
}
/** What may differ from a sound store, by fault. */
export interface StoreDefects {
    /** A used code or refresh token of this model can be used again. */
    reusable?(model: string): boolean;
    /** Two uses at the same time do not see each other. */
    racy?(model: string): boolean;
    /** Entries of this model do not expire. */
    immortal?(model: string): boolean;
    /** Ending a grant leaves entries of this model alive. */
    survivesGrant?(model: string): boolean;
}
/** An error whose name oidc-provider's callers see as `invalid_grant`. */
export type AlreadyUsed = (model: string) => Error;
/**
 * A store in memory, bounded by expiry. A look at another time destroys nothing: reads never delete, and what is swept
 * has expired by the machine's clock.
 * @param alreadyUsed makes the error for a second use that ran beside the first one
 */
export declare function createRealmStore(alreadyUsed: AlreadyUsed, defects?: StoreDefects): RealmStore;
