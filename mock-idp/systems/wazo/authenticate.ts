import type { Context } from 'koa';
import { sameText } from '../../frame/same-text.ts';
import { step } from '../../frame/step.ts';
import type { Accounts, User } from './accounts.ts';
import { type Basic, basicIn, isDamaged } from './credentials.ts';
import type { Login } from './login.ts';
import { refreshLogin } from './refresh-login.ts';
import { apiError, type Refused, tokenError } from './responses.ts';
import type { Store } from './store.ts';
import type { TokenRequest } from './token-request.ts';

/** Finds out who asks for a token, in the order of wazo-auth's `services/authentication.py`. Throws the response when nobody does. */
export const authenticate = step((ctx: Context, request: TokenRequest, accounts: Accounts, store: Store): Login => {
  const authorization = ctx.get('Authorization');
  const basic = basicIn(authorization);
  if (isDamaged(authorization)) throw failed();
  if (isRefresh(request, basic)) return refreshLogin(request, accounts, store);
  if (request.saml_session_id) return bySaml(request.saml_session_id, accounts);
  if (!basic) throw failed();
  if (request.domain_name || request.tenant_id) return byLdap(basic, request, accounts);
  return byPassword(basic, request, accounts);
});

/** The response to a login that fails, whatever the reason. */
export const failed = step((): Refused => tokenError(401, 'Authentication Failed'));

/** Whether a request is a refresh: it names a refresh token and the client_id of it. */
export const isRefresh = step(
  ({ refresh_token, client_id }: TokenRequest, _basic: Basic | undefined): boolean =>
    refresh_token !== undefined && client_id !== undefined,
);

/** The user of this name or e-mail address and password. */
export const byPassword = step((basic: Basic, request: TokenRequest, accounts: Accounts): Login => {
  const user = accounts.byLogin(basic.login);
  if (!user?.enabled || user.authentication_method !== 'native') throw failed();
  if (!passwordFits(user, basic, request)) throw failed();
  return { user, login: basic.login };
});

/** Whether it is the user's password; takes a time that does not tell how much of it is right. */
export const passwordFits = step((user: User, { password }: Basic, _request: TokenRequest): boolean =>
  sameText(user.password, password),
);

/** The mock has no SAML provider, so there is no session to log in by. */
export const bySaml = step((_sessionId: string, _accounts: Accounts): Login => {
  throw failed();
});

/** No tenant of the mock has an LDAP server, so this never succeeds. */
export const byLdap = step((_basic: Basic, { tenant_id }: TokenRequest, accounts: Accounts): Login => {
  if (tenant_id && !accounts.tenants.some(({ uuid, slug }) => tenant_id === uuid || tenant_id === slug)) {
    throw apiError(404, 'unknown-tenant', `No such tenant: "${tenant_id}"`, { uuid: tenant_id }, 'tenants');
  }
  throw failed();
});
