import type { Context } from 'koa';
import type { Profile } from './profiles.ts';
import { Refused } from './refused.ts';
import type { Store } from './store.ts';
/** The customer's callback URL: takes callbacks that bring a live token (RFC 6750 §2.1). */
export declare function callback(ctx: Context, profile: Profile, store: Store): void;
/** The token in the Authorization header; throws a Refused where there is none or more than one. The query does not count. */
export declare const tokenOf: (authorizations: readonly string[], _query: URLSearchParams) => string;
/** Whether it is the scheme of RFC 6750, in any case (RFC 9110 §11.1). */
export declare const isBearer: (scheme: string) => boolean;
/** Whether a text can be a token: `b64token` of RFC 6750 §2.1. */
export declare const isToken: (text: string) => boolean;
/** Whether this customer has issued the token to its first client, and it is not over. */
export declare const isLive: (token: string, { name, clients: [own] }: Profile, store: Store) => boolean;
/** An error response of a protected resource (RFC 6750 §3); without a code where no token was brought. */
export declare const bearerError: (error?: 'invalid_request' | 'invalid_token', description?: string) => Refused;
