export interface Account {
    readonly id: string;
    readonly name: string;
    readonly realm: string;
    /** Name of the account above; null for the top of the tree. */
    readonly parent: string | null;
    readonly reseller?: boolean;
    readonly super_duper?: boolean;
    readonly api_key: string;
}
export interface User {
    readonly id: string;
    /** Name of the user's account. */
    readonly account: string;
    readonly username: string;
    readonly password: string;
    readonly priv_level: 'user' | 'admin';
    readonly first_name: string;
    readonly last_name: string;
}
/** An application registered at a provider; its id is the client_id. */
export interface App {
    readonly id: string;
    readonly secret: string;
    readonly provider: string;
    /** Name of the reseller that registered it. */
    readonly account: string;
    /** First half of the ids of all links made through it. */
    readonly user_prefix: string;
    readonly name?: string;
}
interface Fixture {
    readonly accounts: readonly Account[];
    readonly users: readonly User[];
    readonly apps: readonly App[];
    readonly redirect_uris: readonly string[];
}
export interface Accounts extends Fixture {
    accountById(id: string): Account | undefined;
    accountByName(name: string): Account | undefined;
    userById(id: string): User | undefined;
    accountOf(user: User): Account;
    /** Whether `id` is the account itself or one below it. */
    isWithin(account: Account, id: string): boolean;
    /** The account itself when it is a reseller, otherwise the next one above that is. */
    resellerOf(account: Account): Account;
}
/** The account tree of fixtures/kazoo/accounts.json, with users and applications of the configuration added. Throws a ConfigError for an unknown account. */
export declare function loadAccounts(more?: Partial<Fixture>): Promise<Accounts>;
/** What a login sends in place of user name and password (cb_user_auth: lower-case name, colon, password). */
export declare function credentialsHash({ username, password }: User, method: 'md5' | 'sha'): string;
export {};
