import type { Account, Accounts, User } from './accounts.ts';
/** What Kazoo tells of whom a token is for (crossbar_util.erl). */
export declare function authInfo(accounts: Accounts, account: Account, user: User | undefined): Record<string, unknown>;
