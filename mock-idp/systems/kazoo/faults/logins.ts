import { randomUUID } from 'node:crypto';
import { altered, type Change, except, instead, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { callerOf, holderOf } from '../caller.ts';
import { type Claims, hasExpired, hasGoodIdentity, payloadOf, signedClaims } from '../jwt.ts';
import { accountToLogInTo, accountWithKey, apiAuth, userWith } from '../login.ts';
import { putAuth, refresh } from '../resets.ts';
import { forbidden, Refused, successStatus } from '../responses.ts';
import type { Store } from '../store.ts';
import { handledBy } from './handlers.ts';
import { anybody, neighbour } from './people.ts';
import { refusedWith } from './refused-with.ts';

/** Also refreshes a token that is no longer good, where its signature is and it fits otherwise. */
const refreshesWhere = (fits: (store: Store, claims: Claims) => boolean): Change =>
  except(
    callerOf,
    ({ method, path }) => method === 'PUT' && path === '/v2/auth',
    (honest, ctx, service, token = '') =>
      honest(ctx, service, token).catch(async (refused) => {
        const claims = await signedClaims(service.store(), token).catch(() => undefined);
        const caller = claims && fits(service.store(), claims) && holderOf(service, token, claims);
        if (!caller) throw refused;
        return caller;
      }),
  );

const ended = kept(() => new Set<string>());

/** Logins by password and by API key, and the refreshing of tokens. */
export const loginFaults = faultsOf('kazoo.server', {
  'login-refused': [
    'Good Kazoo credentials are refused.',
    'kazoo.login.credentials',
    altered(userWith, () => undefined),
  ],
  'any-credentials-accepted': [
    'Any credentials log the first user of the account in.',
    'kazoo.vendor.wrong-credentials-refused',
    altered(userWith, (user, { users }, account) => user ?? users.find((one) => one.account === account.name)),
  ],
  'other-words-for-unknown-users': [
    'An unknown account is answered with 404.',
    'kazoo.practice.same-refusal',
    altered(accountToLogInTo, (account) => {
      if (!account) throw new Refused(404, 'not_found', {});
      return account;
    }),
  ],
  'any-api-key-accepted': [
    'Any API key gives a token.',
    'kazoo.vendor.unknown-api-key-refused',
    altered(accountWithKey, (account, { accounts }) => account ?? accounts[0]),
  ],
  'api-login-refused': [
    'A good API key is refused.',
    'kazoo.vendor.api-login',
    altered(accountWithKey, () => undefined),
  ],
  'api-key-echoed': [
    'The response to an unknown API key repeats it.',
    'kazoo.practice.api-key-not-echoed',
    handledBy(
      apiAuth,
      (honest) => (call) =>
        honest(call).catch((error) => {
          const unknown = error instanceof Refused && error.status === 404;
          throw unknown ? refusedWith(error, { data: [call.envelope.data.api_key] }) : error;
        }),
    ),
  ],
  'put-status-200': ['PUT is answered with 200.', 'kazoo.vendor.put-status', altered(successStatus, () => 200)],

  'refresh-refused': [
    'A good token cannot be refreshed.',
    'kazoo.refresh.new-token',
    instead(refresh, () => async () => {
      throw forbidden();
    }),
  ],
  'refresh-echoes-the-token': [
    'A refresh gives the same token again.',
    'kazoo.refresh.new-token',
    instead(refresh, () => async (_service, { token }) => ({
      auth_token: token,
      data: {},
      contract: 'login-response',
    })),
  ],
  'refreshed-token-useless': [
    'The token of a refresh opens nothing.',
    'kazoo.refresh.token-works',
    altered(holderOf, (caller, _service, _token, { method, auth_id }) =>
      method === 'cb_auth' && auth_id === undefined ? undefined : caller,
    ),
  ],
  'refresh-of-another-user': [
    'A refresh gives the token of another user.',
    'kazoo.practice.refresh-same-identity',
    instead(
      refresh,
      (honest) => (service, caller) => honest(service, caller.user ? neighbour(service, caller) : caller),
    ),
  ],
  'refresh-ends-the-token': [
    'A refresh ends the token that it was made with.',
    'kazoo.vendor.refresh-keeps-old',
    together(
      instead(refresh, (honest) => (service, caller) => {
        ended().add(caller.token);
        return honest(service, caller);
      }),
      // Without it a token that is refreshed within the second would be given again.
      instead(payloadOf, (honest) => (...given) => ({ ...honest(...given), jti: randomUUID() })),
      altered(holderOf, (caller, _service, token) => (ended().has(token) ? undefined : caller)),
    ),
  ],
  'refresh-without-token': [
    'A refresh needs no token.',
    'kazoo.refresh.needs-token',
    handledBy(
      putAuth,
      (honest) => (call) =>
        call.sent === undefined && call.envelope.action === 'refresh_token'
          ? refresh(call.service, anybody(call.service))
          : honest(call),
    ),
  ],
  'refresh-of-expired': [
    'An expired token can be refreshed.',
    'kazoo.refresh.needs-valid-token',
    refreshesWhere(hasGoodIdentity),
  ],
  'refresh-after-reset': [
    'A token can be refreshed after the secret was reset.',
    'kazoo.refresh.fails-after-reset',
    refreshesWhere((_store, claims) => !hasExpired(claims)),
  ],
});
