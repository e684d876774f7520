import { altered, type Change, except, instead, kept } from '../../../faults/changes.ts';
import type { User } from '../accounts.ts';
import { authorize, type Caller } from '../authorize.ts';
import { apiError, Refused } from '../responses.ts';
import type { Call } from '../service.ts';
import { type AccessToken, dropRefresh, type RefreshToken, type Store } from '../store.ts';
import { brokenRules, type RuleName } from '../token-request.ts';
import { deleteToken, idIn } from '../token-resource.ts';

/** Lets a request without a token through where such an access is required, as the user that is found, if any is. */
export const openTo = (access: RegExp, userFor: (call: Call) => User | undefined): Change =>
  except(
    authorize,
    ({ ctx }, required) => ctx.get('X-Auth-Token') === '' && access.test(required),
    (honest, call, required) => {
      const user = userFor(call);
      return user ? callerAs(user, call) : honest(call, required);
    },
  );

/** Reports an error of the guarded resources under another error_id. */
export const renamed = (from: string, to: string): Change =>
  altered(apiError, (refused, _status, error_id) =>
    error_id === from ? new Refused(refused.status, { ...(refused.content as object), error_id: to }) : refused,
  );

/** The caller who this user would be. */
export function callerAs(user: User, { ctx, service }: Call): Caller {
  const tenant = ctx.get('Wazo-Tenant') || user.tenant_uuid;
  return { user, tenant, tenants: service.accounts.tenantTree(tenant) };
}

/** The refresh tokens that have ended, where a fault remembers them. */
export const endedTokens = kept(() => new Map<string, RefreshToken>());

/** Remembers the refresh tokens that end. */
export const rememberingEnded: Change = instead(dropRefresh, (honest) => (store, id) => {
  const token = store.refresh.get(id);
  if (token) endedTokens().set(id, token);
  honest(store, id);
});

/** Whether a value is or was a token, for a fault that remembers ended ones. */
export function isKnown(value: string, store: Store): boolean {
  return store.refresh.has(value) || endedTokens().has(value) || store.access.has(value);
}

/** Does not check this rule about several members of a token request. */
export const without = (rule: RuleName): Change =>
  altered(brokenRules, (broken) => (broken.includes(rule) ? broken.filter((one) => one !== rule) : broken));

export function isNoText(value: unknown): boolean {
  return typeof value !== 'string';
}

/** The access tokens that were revoked, where a fault remembers them. */
export const revokedTokens = kept(() => new Map<string, AccessToken>());

/** Remembers the access tokens that are revoked. */
export const rememberingRevoked: Change = instead(deleteToken, (honest) => (call) => {
  const token = call.service.store().access.get(idIn(call));
  if (token) revokedTokens().set(token.token, token);
  honest(call);
});
