/** What some faults have to remember of a mock's earlier answers. */
export interface Memory {
    /** Digests of the access tokens handed out. */
    readonly given: Set<string>;
    /** Digests of those that a refresh made. */
    readonly refreshed: Set<string>;
    /** Every refresh token handed out. */
    readonly refreshTokens: Set<string>;
    /** The newest refresh token, and the newest access token, by client. */
    readonly newestRefresh: Map<string, string>;
    readonly newestAccess: Map<string, string>;
    /** Codes as they were handed out, to the codes as the store knows them. */
    readonly aliases: Map<string, string>;
}
/** Nothing remembered yet. */
export declare function createMemory(): Memory;
/** Forgets the oldest of what has grown too large. */
export declare function trim(memory: Memory): void;
