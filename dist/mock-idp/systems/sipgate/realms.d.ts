import { type Restore } from '../../frame/snapshot.ts';
import type { KeyName } from '../../oidc/keys.ts';
import { type Realm } from '../../oidc/realm.ts';
import type { AccountEntry, ClaimRule, ClientEntry, Lifetimes, LoginOffers, ScopeEntry } from '../../oidc/settings.ts';
import type { AppConfig } from './app/settings.ts';
import { type Memory } from './memory.ts';
import { type PresetName } from './presets.ts';
/** A client of a realm. */
export interface RealmClient extends ClientEntry {
    readonly realm: string;
}
/** The sipgate member of the mock's configuration (config.schema.json). */
export interface SipgateConfig {
    readonly preset?: PresetName;
    readonly users?: readonly (Omit<AccountEntry, 'sub'> & {
        readonly sub?: string;
    })[];
    readonly clients?: readonly RealmClient[];
    readonly lifetimes?: Partial<Lifetimes>;
    /** Scopes added to those of fixtures/sipgate/scopes.json. */
    readonly scopes?: readonly ScopeEntry[];
    /** Rules for claims of users, by name. */
    readonly claims?: Readonly<Record<string, ClaimRule>>;
    /** Realms besides third-party and sipgate-apps; those of clients need not be named. */
    readonly realms?: readonly string[];
    readonly keys?: readonly KeyName[];
    readonly acceptAnyClient?: boolean;
    readonly loginPage?: Partial<LoginOffers>;
    /** The application that logs its users in. */
    readonly app?: AppConfig;
}
/** All that the realms are made of. */
export interface RealmData {
    readonly preset: PresetName;
    readonly users: readonly AccountEntry[];
    readonly clients: readonly RealmClient[];
    readonly scopes: readonly ScopeEntry[];
    readonly lifetimes: Partial<Lifetimes>;
    readonly claims: Readonly<Record<string, ClaimRule>>;
    /** Names of the realms. */
    readonly realms: readonly string[];
    readonly keys: readonly KeyName[];
    readonly acceptAnyClient: boolean;
    readonly loginOffers: LoginOffers;
}
/** The realms' data: that of fixtures/sipgate, with what the configuration adds or replaces. */
export declare function loadRealmData({ preset, users, clients, lifetimes, scopes, claims, realms, keys, acceptAnyClient, loginPage, }: SipgateConfig): RealmData;
/** The realms of one fault's mock. */
export interface Realms {
    readonly names: readonly string[];
    get(name: string): Promise<Realm>;
    all(): Promise<readonly Realm[]>;
    /** Those that have been asked for. */
    made(): Promise<readonly Realm[]>;
    readonly memory: Memory;
    snapshot(): Restore;
}
/** Realms that are made when they are first asked for. `url` gives the public base URL, fault prefix included. */
export declare function createRealms(data: RealmData, url: () => string): Realms;
/** Throws a ConfigError for what oidc-provider does not take, before anybody asks for it. */
export declare function checkRealms(data: RealmData): Promise<void>;
