import type { Provider } from 'oidc-provider';
import { type KeyName } from './keys.ts';
import type { RealmSettings } from './settings.ts';
/** A code to be made. */
export interface CodeOrder {
    readonly clientId: string;
    readonly username: string;
    readonly redirectUri: string;
    readonly scope: string;
    readonly nonce?: string;
    readonly codeChallenge?: string;
}
/** A token to be made. */
export interface TokenOrder {
    readonly clientId: string;
    /** Absent for a token that the client has in its own name. */
    readonly username?: string;
    readonly scope: string;
    /** Seconds; below zero for a token that is over. */
    readonly lifetime?: number;
    /** Added to the usual ones, or in their place. */
    readonly claims?: Readonly<Record<string, unknown>>;
}
/** What access tokens hold besides the usual claims, until they are signed. */
export declare const mintedClaims: WeakMap<object, Readonly<Record<string, unknown>>>;
/** Makes an access token and gives it with its reference in the store. Throws an Error for an unknown client or account. */
export declare function mintAccessToken(provider: Provider, settings: RealmSettings, { clientId, username, scope, lifetime, claims }: TokenOrder): Promise<{
    readonly token: string;
    readonly reference: string;
}>;
/** Makes an id token. Throws an Error for an unknown client or account, and where no account is named. */
export declare function mintIdToken(provider: Provider, settings: RealmSettings, key: KeyName, { clientId, username, scope, lifetime, claims }: TokenOrder): Promise<string>;
/** Makes an authorization code without a browser. Throws an Error for an unknown client or account. */
export declare function mintCode(provider: Provider, settings: RealmSettings, order: CodeOrder): Promise<string>;
