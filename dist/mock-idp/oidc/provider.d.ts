import type { Provider } from 'oidc-provider';
import type { RealmStore } from './adapter.ts';
import { type GivenClaims } from './claims.ts';
import type { ConsentStore } from './consents.ts';
import type { KeyName } from './keys.ts';
import { type RealmSettings } from './settings.ts';
/** What the providers of one realm have in common: there is one for each issuer and set of keys that it goes by. */
export interface RealmMemory {
    readonly store: RealmStore;
    readonly consents: ConsentStore;
    /** Claims given at login, by subject. */
    readonly given: GivenClaims;
    /** The keys that are published; the first one signs. */
    keys: readonly KeyName[];
}
/** The provider of one realm. */
export declare function createProvider(settings: RealmSettings, memory: RealmMemory): Promise<Provider>;
