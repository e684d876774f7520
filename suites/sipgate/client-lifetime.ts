import type { TokenResponse } from './client-realm.ts';

/** Seconds that short-lived access tokens are said to live, and that are let go by. */
const LIFETIME = 2;
export const LATER = 3;
/** How long the realm takes for a refresh while two calls wait for it, in milliseconds. */
export const BUSY_MS = 150;
/** An application may refresh in its callback and at each call. */
export const LENGTH = 5;

/** What an application is told of tokens that are to end soon. */
export const short = (response: TokenResponse): TokenResponse => ({ ...response, expires_in: LIFETIME });
