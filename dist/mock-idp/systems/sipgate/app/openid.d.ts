import * as openid from 'openid-client';
import type { AppSettings } from './settings.ts';
/** Keeps the keys that a login has fetched for the logins after it. */
export declare function keepKeys(configuration: openid.Configuration, { jwksUri }: AppSettings): void;
/** openid-client set up for the realm: credentials in the form, id tokens with their signatures verified. */
export declare function openidConfiguration(settings: AppSettings, fetch: openid.CustomFetch): openid.Configuration;
