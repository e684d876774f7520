import { type Account, type User } from './accounts.ts';
import { type Success } from './responses.ts';
import type { Call, Service } from './service.ts';
/** PUT /v2/user_auth: a token for a user (cb_user_auth.erl). The account is found by its realm, or else by its name. */
export declare function userAuth({ service, envelope: { data } }: Call): Promise<Success>;
/** PUT /v2/api_auth: a token for an account, by its API key (cb_api_auth.erl). */
export declare function apiAuth({ service, envelope: { data } }: Call): Promise<Success>;
/** The response that gives a new token. */
export declare function issue(service: Service, account: Account, user: User | undefined, method: string): Promise<Success>;
