import { step } from '../../frame/step.ts';
import { type Account, type Accounts, credentialsHash, type User } from './accounts.ts';
import { authInfo } from './auth-info.ts';
import { signToken } from './jwt.ts';
import { checkMembers } from './request.ts';
import { invalidCredentials, Refused, type Success } from './responses.ts';
import type { Call, Service } from './service.ts';

type Members = Readonly<Record<string, unknown>>;

/** PUT /v2/user_auth: a token for a user (cb_user_auth.erl). */
export async function userAuth({ service, envelope: { data } }: Call): Promise<Success> {
  checkMembers(data, {
    credentials: { required: true, type: 'string', minLength: 1, maxLength: 64 },
    method: { type: 'string', enum: ['md5', 'sha'] },
    account_name: { type: 'string' },
    account_realm: { type: 'string' },
  });
  const account = accountToLogInTo(service.accounts, data);
  const user = account && userWith(service.accounts, account, data);
  if (!user) throw invalidCredentials();
  return issue(service, account, user, 'cb_user_auth');
}

/** The account that a login names: by its realm, or else by its name. */
export const accountToLogInTo = step(
  ({ accounts }: Accounts, { account_realm, account_name }: Members): Account | undefined =>
    accounts.find(({ realm, name }) => (account_realm === undefined ? name === account_name : realm === account_realm)),
);

/** The user of an account whose user name and password were hashed into the credentials: with MD5 unless told SHA. */
export const userWith = step(
  ({ users }: Accounts, account: Account, { credentials, method }: Members): User | undefined =>
    users.find(
      (user) =>
        user.account === account.name && credentialsHash(user, method === 'sha' ? 'sha' : 'md5') === credentials,
    ),
);

/** PUT /v2/api_auth: a token for an account, by its API key (cb_api_auth.erl). */
export async function apiAuth({ service, envelope: { data } }: Call): Promise<Success> {
  checkMembers(data, { api_key: { required: true, type: 'string', minLength: 64, maxLength: 64 } });
  const account = accountWithKey(service.accounts, data.api_key);
  if (!account) throw new Refused(404, 'bad identifier', []);
  return issue(service, account, undefined, 'cb_api_auth');
}

/** The account whose API key this is. */
export const accountWithKey = step(({ accounts }: Accounts, key: unknown): Account | undefined =>
  accounts.find(({ api_key }) => api_key === key),
);

/** The response that gives a new token. */
export async function issue(
  service: Service,
  account: Account,
  user: User | undefined,
  method: string,
): Promise<Success> {
  const subject = { account_id: account.id, ...(user && { owner_id: user.id }) };
  const token = await signToken(service.store(), subject, { method }, service.settings.tokenLifetime);
  return {
    data: authInfo(service.accounts, account, user),
    page_size: 1,
    auth_token: token,
    contract: 'login-response',
  };
}
