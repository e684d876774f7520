import type { Context } from 'koa';
import { altered, type Change, except, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import type { Accounts, User } from '../accounts.ts';
import { authenticate, byPassword, bySaml, failed, isRefresh, passwordFits } from '../authenticate.ts';
import { postToken } from '../create-token.ts';
import { type Basic, basicIn } from '../credentials.ts';
import { Refused, tokenError } from '../responses.ts';
import { liveAccess, type Store } from '../store.ts';
import { readTokenRequest, type TokenRequest } from '../token-request.ts';
import { anyUser, otherUser } from './people.ts';

/** Refuses logins by password where this says so. */
const refusing = (isSuch: (basic: Basic, request: TokenRequest) => boolean): Change =>
  except(byPassword, isSuch, () => {
    throw failed();
  });

/** Refuses a refresh where this says so of its Authorization header. */
const refusingRefresh = (isSuch: (authorization: string) => boolean): Change =>
  except(
    authenticate,
    (ctx, request) => isRefresh(request, basicOf(ctx)) && isSuch(ctx.get('Authorization')),
    () => {
      throw failed();
    },
  );

/** Logs somebody in who brings nothing to log in with, where there is somebody to be. */
const withoutCredentials = (userFor: (ctx: Context, request: TokenRequest, about: About) => User | undefined): Change =>
  instead(authenticate, (honest) => (ctx, request, accounts, store) => {
    const bare = !basicOf(ctx) && !isRefresh(request, undefined) && !request.saml_session_id;
    const user = bare ? userFor(ctx, request, { accounts, store }) : undefined;
    return user ? { user, login: user.username } : honest(ctx, request, accounts, store);
  });

interface About {
  readonly accounts: Accounts;
  readonly store: Store;
}

function basicOf(ctx: Context): Basic | undefined {
  return basicIn(ctx.get('Authorization'));
}

function isReadable(contentType: string): boolean {
  try {
    readTokenRequest(contentType);
    return true;
  } catch {
    return false;
  }
}

/** Faults of logins: who is let in, and how the others are refused. */
export const loginFaults = faultsOf('wazo.server', {
  'login-refused': ['A good user name and password are refused.', 'wazo.token.password-login', refusing(() => true)],
  'unknown-user-accepted': [
    'An unknown user name gets a token.',
    'wazo.token.unknown-user-refused',
    except(
      byPassword,
      ({ login }, _request, accounts) => !accounts.byLogin(login),
      (_honest, { login }, _request, accounts) => ({ user: anyUser(accounts), login }),
    ),
  ],
  'no-credentials-accepted': [
    'A login without user name and password gets a token.',
    'wazo.token.credentials-required',
    withoutCredentials((ctx, { client_id }, { accounts }) =>
      ctx.get('X-Auth-Token') || client_id ? undefined : anyUser(accounts),
    ),
  ],
  'offline-without-credentials': [
    'An offline login needs no user name and password.',
    'wazo.refresh.offline-needs-credentials',
    withoutCredentials((ctx, { access_type }, { accounts }) =>
      access_type === 'offline' && !ctx.get('X-Auth-Token') ? anyUser(accounts) : undefined,
    ),
  ],
  'credentials-in-query': [
    'User name and password are read from the query as well.',
    'wazo.practice.credentials-elsewhere-refused',
    withoutCredentials((ctx, _request, { accounts }) => {
      const user = accounts.byLogin(String(ctx.query.username ?? ''));
      return user?.password === ctx.query.password ? user : undefined;
    }),
  ],
  'access-token-renews': [
    'X-Auth-Token alone makes new access tokens.',
    'wazo.access.only-authenticates',
    withoutCredentials((ctx, _request, { accounts, store }) =>
      accounts.byUuid(liveAccess(store, ctx.get('X-Auth-Token'))?.userUuid ?? ''),
    ),
  ],
  'refusals-differ': [
    'An unknown user name is refused in other words than a wrong password.',
    'wazo.practice.same-refusal',
    except(
      byPassword,
      ({ login }, _request, accounts) => !accounts.byLogin(login),
      () => {
        throw tokenError(401, 'Unknown user');
      },
    ),
  ],
  'password-echoed': [
    'A refused login sends the password back.',
    'wazo.practice.no-echo',
    except(
      byPassword,
      (basic, request, accounts) => {
        const user = accounts.byLogin(basic.login);
        return !!user && !passwordFits(user, basic, request);
      },
      (_honest, { password }) => {
        throw new Refused(401, { ...(failed().content as object), password });
      },
    ),
  ],
  'refused-status-403': [
    'A refused login is answered with 403.',
    'wazo.vendor.refused-status',
    altered(failed, ({ content }) => new Refused(403, { ...(content as object), status_code: 403 })),
  ],
  'saml-session-unchecked': [
    'Any saml_session_id logs in.',
    'wazo.vendor.saml-session-checked',
    instead(bySaml, () => (_sessionId, accounts) => ({ user: anyUser(accounts), login: 'anybody' })),
  ],
  'credentials-before-validation': [
    'The password is checked before the body.',
    'wazo.vendor.validation-first',
    except(
      postToken,
      ({ ctx }) => ctx.get('Authorization') !== '' && !isReadable(ctx.get('Content-Type')),
      (honest, call) => {
        authenticate(call.ctx, {}, call.service.accounts, call.service.store());
        honest(call);
      },
    ),
  ],
  'unknown-backend-refused': [
    'An unknown backend is refused.',
    'wazo.vendor.backend-ignored',
    refusing((_basic, { backend }) => ![undefined, 'wazo_user', 'ldap_user'].includes(backend)),
  ],
  'auth-token-checked-at-login': [
    'A login with a worthless X-Auth-Token is refused.',
    'wazo.vendor.auth-token-ignored',
    except(
      authenticate,
      (ctx, _request, _accounts, store) => {
        const token = ctx.get('X-Auth-Token');
        return token !== '' && !liveAccess(store, token);
      },
      () => {
        throw failed();
      },
    ),
  ],
  'login-case-sensitive': [
    'The case of the user name matters.',
    'wazo.vendor.login-case',
    refusing(({ login }) => login !== login.toLowerCase()),
  ],
  'email-login-refused': [
    'E-mail addresses are not user names.',
    'wazo.vendor.email-login',
    refusing(({ login }) => login.includes('@')),
  ],
  'email-login-of-another-user': [
    'A login by e-mail address is that of another user.',
    'wazo.vendor.email-login-same-user',
    altered(byPassword, (login, _basic, _request, accounts) =>
      login.login.includes('@') ? { ...login, user: otherUser(login.user, accounts) } : login,
    ),
  ],
  'refresh-needs-basic': [
    'A refresh without Basic credentials is refused.',
    'wazo.refresh.creates-access-token',
    refusingRefresh((authorization) => !basicIn(authorization)),
  ],
  'refresh-empty-basic-refused': [
    'A refresh with empty Basic credentials is refused.',
    'wazo.vendor.empty-basic',
    refusingRefresh((authorization) => authorization !== '' && !basicIn(authorization)),
  ],
  'refresh-basic-checked': [
    'A refresh with wrong Basic credentials is refused.',
    'wazo.vendor.basic-ignored',
    instead(authenticate, (honest) => (ctx, request, accounts, store) => {
      const basic = basicOf(ctx);
      if (basic && isRefresh(request, basic)) byPassword(basic, request, accounts);
      return honest(ctx, request, accounts, store);
    }),
  ],
});
