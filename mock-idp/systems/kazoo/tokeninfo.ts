import { step } from '../../frame/step.ts';
import { authInfo } from './auth-info.ts';
import { type Claims, verifyToken } from './jwt.ts';
import { Refused, type Success } from './responses.ts';
import type { Call, Service } from './service.ts';

/** GET /v2/auth/tokeninfo?token=: needs no token of the caller's own (cb_auth.erl). */
export async function getTokenInfo(call: Call): Promise<Success> {
  const token = call.ctx.query.token;
  if (token === undefined) throw missingToken('params');
  return tokenInfo(call, String(token));
}

/** POST /v2/auth/tokeninfo with the token in the body. */
export async function postTokenInfo(call: Call): Promise<Success> {
  const { token } = call.envelope.data;
  if (typeof token !== 'string' || token === '') throw missingToken('request');
  return tokenInfo(call, token);
}

/** The refusal of a request that names no token. */
export function missingToken(where: 'params' | 'request'): Refused {
  return new Refused(404, `missing token in ${where}`, {});
}

/** PUT /v2/auth/authorize: the document gives neither body nor response; the mock tells whom a token of Kazoo's own is for. */
export async function putAuthorize(call: Call): Promise<Success> {
  const { token } = call.envelope.data;
  if (typeof token !== 'string' || token === '') throw new Refused(400, 'missing token in request', {});
  return tokenInfo(call, token);
}

/** Whom a good token is for. Throws the 401 response for any other. */
export const tokenInfo = step(
  async ({ service }: Call, token: string): Promise<Success> =>
    describe(service, token, await verifyToken(service.store(), token)),
);

/** Whom a token with these claims is for. Throws the 403 response where that is nobody. */
export function describe({ accounts }: Service, token: string, { account_id, owner_id }: Claims): Success {
  const account = accounts.accountById(String(account_id));
  if (!account) throw new Refused(403, 'no associated account_id', {});
  const user = accounts.userById(String(owner_id));
  return {
    data: authInfo(accounts, account, user),
    page_size: 1,
    auth_token: token,
    contract: 'tokeninfo-response',
  };
}
