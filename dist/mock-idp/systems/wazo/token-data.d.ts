import type { Accounts, User } from './accounts.ts';
import type { AccessToken } from './store.ts';
/** The times of a token: exact ones when it is created, whole seconds when it is looked up. */
export interface Times {
    readonly issuedAt: number;
    readonly expiresAt: number;
}
/** A token as the API shows it (wazo-auth, `wazo_auth/token.py`). */
export declare function tokenData(token: AccessToken, user: User, { issuedAt, expiresAt }: Times, accounts: Accounts): Record<string, unknown>;
