import { type Success } from './responses.ts';
import type { Call } from './service.ts';
/** PUT /v2/auth: a new token for the caller, or a new system secret. */
export declare function putAuth(call: Call): Promise<Success>;
/** PUT /v2/accounts/{account}/auth: a new signature secret for an account, for its administrators. */
export declare function putAccountAuth(call: Call): Promise<Success>;
/** PUT /v2/accounts/{account}/users/{user}/auth: a new signature secret for a user, for that user and administrators. */
export declare function putUserAuth(call: Call): Promise<Success>;
/** PUT /v2/auth/keys/{key}: a new key pair under the same id. */
export declare function putKey(call: Call): Promise<Success>;
