/** Where our identity provider serves one of the providers, below its base. */
export interface ProviderPaths {
    readonly authorize: string;
    readonly token: string;
    readonly jwks: string;
    readonly profile: string;
    readonly tokenInfo?: string;
}
/** A provider document of Kazoo (core/kazoo_auth/priv/couchdb/providers), its URLs being ours. */
export interface ProviderDocument {
    readonly provider_type: 'oauth' | 'multi_factor';
    /** Further members of the provider in a list. */
    readonly listed: Readonly<Record<string, unknown>>;
    readonly document: Readonly<Record<string, unknown>>;
}
/** Whom a login at a provider is for. */
export interface Person {
    readonly subject: string;
    readonly name: string;
    readonly email: string;
}
interface Kind {
    readonly paths: ProviderPaths;
    readonly own: Readonly<Record<string, unknown>>;
    /** The profile in the provider's own words, as its `profile_identity_field(s)` expect it. */
    profile(person: Person): Record<string, unknown>;
    readonly scope: string;
}
/** The first path segment of everything that our identity provider serves for Kazoo. */
export declare const ssoPath = "/sso";
/** The providers that a browser or a code can log in at, with their paths and field names. */
export declare const kinds: Readonly<Record<string, Kind>>;
/** Base of a provider at the identity provider whose own base is `base`. */
export declare function providerBase(base: string, provider: string): string;
/** The provider documents of a Kazoo whose users log in at the identity provider at `base`, by id. */
export declare function providerDocuments(base: string): ReadonlyMap<string, ProviderDocument>;
export {};
