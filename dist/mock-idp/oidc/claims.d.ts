import type { AccountEntry, ClaimPlace, RealmSettings } from './settings.ts';
type Claims = Readonly<Record<string, unknown>>;
/** The claims that users have been given at login, besides their own. */
export type GivenClaims = Map<string, Claims>;
/** Remembers what a user was given at the latest login. */
export declare function giveClaims(given: GivenClaims, sub: string, claims: Claims): void;
/** The claims of users by the scope that opens them, as oidc-provider wants to know them. */
export declare function claimsByScope({ accounts, claimRules, claims, scopes, }: RealmSettings): Record<string, string[]>;
/** A user's claims as one place may show them, given the scopes; without what a rule keeps elsewhere. */
export declare function claimsFor(settings: RealmSettings, account: AccountEntry, place: ClaimPlace, given?: Claims): Record<string, unknown>;
/** The claims of a user that rules put into access tokens with these scopes, and those given at login. */
export declare function accessClaims(settings: RealmSettings, account: AccountEntry | undefined, granted: ReadonlySet<string>, given?: Claims): Record<string, unknown>;
export {};
