export interface AccessToken {
    readonly token: string;
    readonly userUuid: string;
    readonly sessionUuid: string;
    readonly mobile: boolean;
    /** Milliseconds since the epoch, with microseconds. */
    readonly issuedAt: number;
    /** Whole seconds, in milliseconds: the token is good up to and including it. */
    readonly expiresAt: number;
    readonly acl: readonly string[];
    readonly remoteAddr: string;
    readonly userAgent: string;
    /** The refresh token that this one was made with or from. */
    readonly refreshToken?: string;
}
export interface RefreshToken {
    readonly token: string;
    readonly clientId: string;
    readonly userUuid: string;
    /** The name it was created with; the user is looked up by it at every use. */
    readonly login: string;
    readonly mobile: boolean;
    readonly createdAt: number;
}
export interface Store {
    readonly access: Map<string, AccessToken>;
    readonly accessOfUser: Map<string, Set<AccessToken>>;
    readonly refresh: Map<string, RefreshToken>;
    /** Ended refresh tokens, remembered only for mocks with a fault: some faults need to know them. */
    readonly ended: Map<string, RefreshToken>;
}
/** The expiry of a token that was revoked and is remembered all the same; only faults do so. */
export declare const revoked = 0;
/** An empty store. */
export declare function createStore(): Store;
/** Adds an access token, and throws away those that expired by the real clock or are too many. */
export declare function keepAccess(store: Store, token: AccessToken): void;
/** Forgets an access token; nothing happens when there is none of this value. */
export declare function dropAccess(store: Store, id: string): void;
/** Adds a refresh token; it has no end. */
export declare function keepRefresh(store: Store, token: RefreshToken): void;
/** Ends a refresh token; nothing happens when there is none of this value. */
export declare function dropRefresh(store: Store, id: string): void;
/** The access token of this value, when it is good at this request's time. */
export declare function liveAccess(store: Store, token: string): AccessToken | undefined;
/** All of a user's access tokens, or everybody's, that are good at this request's time. */
export declare function liveAccesses(store: Store, userUuid?: string): readonly AccessToken[];
/** Whether a user has at least so many access tokens that are good at this request's time. */
export declare function hasLiveAccesses(store: Store, userUuid: string, count: number): boolean;
/** The refresh tokens that pass the test. */
export declare function refreshTokens(store: Store, wanted: (token: RefreshToken) => boolean): readonly RefreshToken[];
