export interface Tenant {
    readonly uuid: string;
    readonly slug: string;
    readonly name: string;
    readonly parent_uuid: string | null;
}
export interface Email {
    readonly address: string;
    readonly main: boolean;
    readonly confirmed: boolean;
}
export interface User {
    readonly uuid: string;
    readonly username: string;
    readonly password: string;
    readonly firstname: string | null;
    readonly lastname: string | null;
    readonly purpose: 'user' | 'internal' | 'external_api';
    readonly enabled: boolean;
    readonly tenant_uuid: string;
    readonly authentication_method: 'native' | 'ldap' | 'saml';
    readonly emails: readonly Email[];
    /** What all the user's policies grant and deny. */
    readonly acl: readonly string[];
}
/** A user as a fixture or a configuration writes it. */
export interface UserEntry extends Partial<Omit<User, 'username' | 'password' | 'emails'>> {
    readonly username: string;
    readonly password: string;
    readonly emails?: readonly (Partial<Email> & {
        address: string;
    })[];
    readonly policies?: readonly string[];
}
export interface Accounts {
    readonly users: readonly User[];
    readonly tenants: readonly Tenant[];
    byUuid(uuid: string): User | undefined;
    /** The user whose confirmed e-mail, or else whose username, is `login` in any case; disabled ones too. */
    byLogin(login: string): User | undefined;
    /** The tenant and all below it. */
    tenantTree(uuid: string): ReadonlySet<string>;
}
/** The accounts of fixtures/wazo/users.json with those of the configuration. Throws a ConfigError for a policy or tenant that is not there. */
export declare function loadAccounts(configured?: readonly UserEntry[]): Promise<Accounts>;
/** Whether the password is the user's, in a time that does not tell how much of it is right. */
export declare function passwordMatches(user: User, password: string): boolean;
