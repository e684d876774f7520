import type { Accounts, User } from './accounts.ts';
import type { RefreshToken } from './store.ts';
/** Who a token is for, and by which name they came. */
export interface Login {
    readonly user: User;
    readonly login: string;
    /** Present when a refresh token was used. */
    readonly refreshedBy?: RefreshToken;
}
/** Whom a fault lets in when nobody is meant. */
export declare function anyUser(accounts: Accounts): User;
/** Another enabled user of the same tenant where there is one. */
export declare function otherUser(user: User, accounts: Accounts): User;
