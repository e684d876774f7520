import type { Context } from 'koa';
import { step } from '../../frame/step.ts';
import { BadToken, type Claims, verifyToken } from './jwt.ts';
import type { Envelope } from './request.ts';
import { expiredToken, invalidCredentials, type Refused } from './responses.ts';
import type { Caller, Service } from './service.ts';

/** The token that came with a request: in X-Auth-Token, in the query or in the envelope (api_util.erl). */
export function sentToken(ctx: Context, { authToken }: Envelope): string | undefined {
  return ctx.get('X-Auth-Token') || authToken || undefined;
}

/**
 * Whom a request's token is for; with X-Auth-Account-ID it must be the token of that account.
 * Throws the 401 response for a token that is missing, worthless or expired.
 */
export const callerOf = step(async (ctx: Context, service: Service, token: string | undefined): Promise<Caller> => {
  if (token === undefined) throw invalidCredentials();
  const claims = await verifyToken(service.store(), token).catch((error) => {
    throw refusalFor(error);
  });
  const caller = holderOf(service, token, claims);
  const pinned = ctx.get('X-Auth-Account-ID');
  if (!caller || (pinned && pinned !== caller.account.id)) throw invalidCredentials();
  return caller;
});

function refusalFor(error: unknown): Refused {
  if (!(error instanceof BadToken)) throw error;
  return error.message === 'token_expired' ? expiredToken() : invalidCredentials();
}

/** Whom a good token is for: nobody, where an unlinked login has got it. */
export const holderOf = step(({ accounts }: Service, token: string, claims: Claims): Caller | undefined => {
  const account = accounts.accountById(String(claims.account_id));
  if (!account) return undefined;
  const user = typeof claims.owner_id === 'string' ? accounts.userById(claims.owner_id) : undefined;
  return { account, user, token, claims };
});

/** A token of the master account's administrators may change the system. */
export const isSuperDuper = step(
  ({ account, user }: Caller): boolean => account.super_duper === true && user?.priv_level === 'admin',
);

/** Administrator of the account or of one above it. */
export function isAdminOf({ accounts }: Service, { account, user }: Caller, accountId: string): boolean {
  return user?.priv_level === 'admin' && accounts.isWithin(account, accountId);
}
