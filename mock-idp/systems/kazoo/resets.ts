import { step } from '../../frame/step.ts';
import type { Account, User } from './accounts.ts';
import { isAdminOf, isSuperDuper } from './caller.ts';
import { issue } from './login.ts';
import { badIdentifier, forbidden, Refused, type Success } from './responses.ts';
import type { Call, Caller, Service } from './service.ts';
import { changeKey, newSecret } from './store.ts';

const emptySuccess: Success = {};

/** PUT /v2/auth: a new token for the caller, or a new system secret for super duper administrators. */
export async function putAuth(call: Call): Promise<Success> {
  const { service, envelope } = call;
  const caller = await call.caller();
  if (envelope.action === 'refresh_token') return refresh(service, caller);
  if (envelope.action !== 'reset_signature_secret') throw actionRequired();
  if (!isSuperDuper(caller)) throw forbidden();
  resetSystem(service);
  return emptySuccess;
}

/** A new token for whom the present one is for; that one goes on being good. */
export const refresh = step(
  (service: Service, { account, user }: Caller): Promise<Success> => issue(service, account, user, 'cb_auth'),
);

/** Ends every token. */
export const resetSystem = step((service: Service): void => {
  service.store().systemSecret = newSecret();
});

function actionRequired(): Refused {
  return new Refused(400, 'action required', { message: 'action required' });
}

/** PUT /v2/accounts/{account}/auth: a new signature secret for an account, for its administrators. */
export async function putAccountAuth(call: Call): Promise<Success> {
  const { service, envelope, params } = call;
  const caller = await call.caller();
  const id = params.account ?? '';
  const account = service.accounts.accountById(id);
  if (!account) throw badIdentifier(id);
  if (envelope.action !== 'reset_signature_secret') throw actionRequired();
  if (!isAdminOf(service, caller, id)) throw forbidden();
  resetAccount(service, account);
  return emptySuccess;
}

/** Ends the tokens that the account's API key has given. */
export const resetAccount = step((service: Service, { id }: Account): void => {
  service.store().secrets.set(id, newSecret());
});

/** PUT /v2/accounts/{account}/users/{user}/auth: a new signature secret for a user. */
export async function putUserAuth(call: Call): Promise<Success> {
  const { service, envelope, params } = call;
  const caller = await call.caller();
  const { account = '', user: id = '' } = params;
  const user = service.accounts.userById(id);
  if (!user || service.accounts.accountOf(user).id !== account) throw badIdentifier(id);
  if (envelope.action !== 'reset_signature_secret') throw actionRequired();
  if (!mayResetUser(service, caller, user)) throw forbidden();
  resetUser(service, user);
  return emptySuccess;
}

/** Only the user or an account administrator can reset the user's secret. */
export const mayResetUser = step(
  (service: Service, caller: Caller, user: User): boolean =>
    caller.user?.id === user.id || isAdminOf(service, caller, service.accounts.accountOf(user).id),
);

/** Ends the user's tokens. */
export const resetUser = step((service: Service, { id }: User): void => {
  service.store().secrets.set(id, newSecret());
});

/** PUT /v2/auth/keys/{key}: a new key pair under the same id, for super duper administrators. */
export async function putKey(call: Call): Promise<Success> {
  const { service, envelope, params } = call;
  const caller = await call.caller();
  if (!isSuperDuper(caller)) throw forbidden();
  if (params.id !== service.store().keyId) throw badIdentifier(params.id ?? '');
  if (envelope.action !== 'reset_private_key') throw actionRequired();
  await resetKey(service);
  return emptySuccess;
}

/** Replaces the private key, which ends every token. */
export const resetKey = step((service: Service): Promise<void> => changeKey(service.store()));
