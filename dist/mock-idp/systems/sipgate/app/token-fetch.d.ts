import type { CustomFetch } from 'openid-client';
import type { AppSettings } from './settings.ts';
/** The response is not what the application wants, for a reason of its own. */
export declare class ResponseError extends Error {
}
/** A request to the realm as a fault of the application makes it, and the response as a fault lets it see it. */
export declare function appFetch(settings: AppSettings, nonce?: string): CustomFetch;
