import { MintError } from '../../frame/system.ts';
import { authInfo } from './auth-info.ts';
import { signToken } from './jwt.ts';
import { isObject } from './request.ts';
import type { Service } from './service.ts';

/**
 * Makes a token without credentials for `{ user?, claims? }`: for nobody yet without a user.
 * Gives it with what a login tells of the user. Throws a MintError for a bad order.
 */
export async function mintToken(
  { accounts, store, settings }: Service,
  { system: _, type: __, user: name, claims = {}, ...rest }: Readonly<Record<string, unknown>>,
): Promise<{ auth_token: string; data: object }> {
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new MintError(`${unknown}: no such member; a kazoo auth_token takes user, claims`);
  if (!isObject(claims)) throw new MintError('claims: expected an object');
  const user = accounts.users.find(({ username }) => username === name);
  if (name !== undefined && !user) throw new MintError(`user: there is no kazoo user ${JSON.stringify(name)}`);
  const account = user && accounts.accountOf(user);
  const subject = user && account ? { account_id: account.id, owner_id: user.id } : {};
  return {
    auth_token: await signToken(store(), subject, claims, settings.tokenLifetime),
    data: account ? authInfo(accounts, account, user) : {},
  };
}
