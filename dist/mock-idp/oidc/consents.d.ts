import { type Restore } from '../frame/snapshot.ts';
import type { RealmSettings } from './settings.ts';
/** Which client may do what for whom. */
export interface ConsentStore {
    /** The scopes granted, or undefined where this user has granted this client nothing. */
    granted(sub: string, clientId: string, wanted: readonly string[]): ReadonlySet<string> | undefined;
    grant(sub: string, clientId: string, scopes: readonly string[]): void;
    snapshot(): Restore;
}
/** Consents in memory; the oldest give way when there are ten thousand. */
export declare function createConsents({ consented, remembersConsent }: RealmSettings): ConsentStore;
