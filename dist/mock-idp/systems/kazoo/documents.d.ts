import { type Success } from './responses.ts';
import type { Call } from './service.ts';
/** GET /v2/auth/apps: the applications of the account's reseller; the account by query, by path, or the caller's own. */
export declare function listApps(call: Call): Promise<Success>;
/** GET /v2/auth/apps/{id}. */
export declare function getApp(call: Call): Promise<Success>;
/** POST /v2/auth/apps/{id}: its name and description, for super duper administrators. */
export declare function postApp(call: Call): Promise<Success>;
/** DELETE /v2/auth/apps/{id}. */
export declare function deleteApp(call: Call): Promise<Success>;
/** GET /v2/auth/providers. */
export declare function listProviders(call: Call): Promise<Success>;
/** GET /v2/auth/providers/{id}. */
export declare function getProvider(call: Call): Promise<Success>;
/** POST /v2/auth/providers/{id}: for super duper administrators. */
export declare function postProvider(call: Call): Promise<Success>;
/** DELETE /v2/auth/providers/{id}: for super duper administrators. */
export declare function deleteProvider(call: Call): Promise<Success>;
/** GET /v2/auth/keys: the id of the one key that signs. */
export declare function listKeys(call: Call): Promise<Success>;
/** GET /v2/auth/keys/{id}: the public key in the envelope, or as a PEM file where that is what the caller accepts. */
export declare function getKey(call: Call): Promise<Success>;
