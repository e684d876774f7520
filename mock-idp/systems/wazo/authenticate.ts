import type { Context } from 'koa';
import { step } from '../../frame/step.ts';
import { type Accounts, passwordMatches, type User } from './accounts.ts';
import { type Basic, basicIn } from './credentials.ts';
import { anyUser, type Login, otherUser } from './login.ts';
import { refreshLogin } from './refresh-login.ts';
import { apiError, Refused, tokenError } from './responses.ts';
import { liveAccess, type Store } from './store.ts';
import type { TokenRequest } from './token-request.ts';
import { faulty } from './unconverted.ts';

/** Finds out who asks for a token, in the order of wazo-auth's `services/authentication.py`. Throws the response when nobody does. */
export function authenticate(ctx: Context, request: TokenRequest, accounts: Accounts, store: Store): Login {
  const basic = basicIn(ctx.get('Authorization'));
  if (
    faulty('wazo.auth-token-checked-at-login') &&
    ctx.get('X-Auth-Token') &&
    !liveAccess(store, ctx.get('X-Auth-Token'))
  ) {
    throw failed();
  }
  if (isRefresh(request, basic)) {
    if (faulty('wazo.refresh-needs-basic') && !basic) throw failed();
    if (faulty('wazo.refresh-empty-basic-refused') && !basic && ctx.get('Authorization')) throw failed();
    if (faulty('wazo.refresh-basic-checked') && basic) byPassword(basic, request, accounts);
    return refreshLogin(request, accounts, store);
  }
  if (request.saml_session_id) {
    if (faulty('wazo.saml-session-unchecked')) return { user: anyUser(accounts), login: 'anybody' };
    throw failed();
  }
  if (!basic) return withoutCredentials(ctx, request, accounts, store);
  if (faulty('wazo.unknown-backend-refused') && ![undefined, 'wazo_user', 'ldap_user'].includes(request.backend))
    throw failed();
  if (request.domain_name || request.tenant_id) return byLdap(basic, request, accounts);
  return byPassword(basic, request, accounts);
}

function failed(): Refused {
  return faulty('wazo.refused-status-403')
    ? tokenError(403, 'Authentication Failed')
    : tokenError(401, 'Authentication Failed');
}

/** Whether a request is a refresh: it names a refresh token and the client_id of it. */
export const isRefresh = step(
  ({ refresh_token, client_id }: TokenRequest, _basic: Basic | undefined): boolean =>
    refresh_token !== undefined && client_id !== undefined,
);

export function byPassword({ login, password }: Basic, request: TokenRequest, accounts: Accounts): Login {
  const user = login === '' ? nameless(password, accounts) : accounts.byLogin(login);
  if (!user && faulty('wazo.unknown-user-accepted')) return { user: anyUser(accounts), login };
  if (!user && faulty('wazo.refusals-differ')) throw tokenError(401, 'Unknown user');
  if (!user?.enabled || user.authentication_method !== 'native') throw failed();
  if (faulty('wazo.login-refused')) throw failed();
  if (faulty('wazo.login-case-sensitive') && login !== login.toLowerCase()) throw failed();
  if (faulty('wazo.email-login-refused') && login.includes('@')) throw failed();
  if (faulty('wazo.email-login-of-another-user') && login.includes('@')) {
    return { user: otherUser(user, accounts), login };
  }
  const anyPassword =
    (faulty('wazo.empty-password-accepted') && password === '') ||
    (faulty('wazo.wrong-password-accepted') && request.access_type !== 'offline') ||
    (faulty('wazo.offline-wrong-password-accepted') && request.access_type === 'offline');
  if (anyPassword || passwordMatches(user, password)) return { user, login };
  if (!faulty('wazo.password-echoed')) throw failed();
  throw new Refused(401, { ...(failed().content as object), password });
}

/** Whom an empty user name means: nobody, unless a fault takes whoever has the password. */
function nameless(password: string, accounts: Accounts): User | undefined {
  return faulty('wazo.empty-name-accepted')
    ? accounts.users.find((user) => passwordMatches(user, password))
    : undefined;
}

/** No tenant of the mock has an LDAP server, so this never succeeds. */
export const byLdap = step((_basic: Basic, { tenant_id }: TokenRequest, accounts: Accounts): Login => {
  if (tenant_id && !accounts.tenants.some(({ uuid, slug }) => tenant_id === uuid || tenant_id === slug)) {
    throw apiError(404, 'unknown-tenant', `No such tenant: "${tenant_id}"`, { uuid: tenant_id }, 'tenants');
  }
  throw failed();
});

function withoutCredentials(ctx: Context, request: TokenRequest, accounts: Accounts, store: Store): Login {
  const header = ctx.get('X-Auth-Token');
  const owner = accounts.byUuid(liveAccess(store, header)?.userUuid ?? '');
  if (faulty('wazo.access-token-renews') && owner) return { user: owner, login: owner.username };
  if (faulty('wazo.no-credentials-accepted') && !header && !request.client_id) {
    return { user: anyUser(accounts), login: 'anybody' };
  }
  throw failed();
}
