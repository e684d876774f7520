import type { Context } from 'koa';
import type { Envelope } from './request.ts';
import type { Caller, Service } from './service.ts';
/** The token that came with a request: in X-Auth-Token, in the query or in the envelope (api_util.erl). */
export declare function sentToken(ctx: Context, { authToken }: Envelope): string | undefined;
/** Whom a request's token is for. Throws the 401 response for one that is missing, worthless or expired. */
export declare function callerOf(ctx: Context, service: Service, token: string | undefined): Promise<Caller>;
/** Whom faults take a stranger for. */
export declare function anybody({ accounts }: Service): Caller;
/** A token of the master account's administrators may change the system. */
export declare function isSuperDuper({ account, user }: Caller): boolean;
/** Administrator of the account or of one above it. */
export declare function isAdminOf({ accounts }: Service, { account, user }: Caller, accountId: string): boolean;
