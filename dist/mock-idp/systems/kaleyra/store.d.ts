import { type Restore } from '../../frame/snapshot.ts';
export interface IssuedToken {
    readonly profile: string;
    readonly client: string;
    /** Milliseconds since the epoch. */
    readonly expiresAt: number;
}
/** The tokens that were issued. */
export interface Store {
    add(token: string, issued: IssuedToken): void;
    get(token: string): IssuedToken | undefined;
    snapshot(): Restore;
}
/** An empty store of at most 20,000 tokens; those long expired by the real clock go first, then the oldest. */
export declare function createStore(): Store;
