import type { Provider } from 'oidc-provider';
import type { RealmSettings } from './settings.ts';
/** Adds the password grant (RFC 6749 §4.3), for local development: no browser, no consent. */
export declare function passwordGrant(provider: Provider, settings: RealmSettings): void;
