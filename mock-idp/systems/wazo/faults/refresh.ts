import { altered, type Change, except, instead, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { now } from '../../../frame/scene.ts';
import { isRefresh } from '../authenticate.ts';
import { clientMatches, refreshLogin, refreshTokenOf } from '../refresh-login.ts';
import { tokenError } from '../responses.ts';
import { dropRefresh, liveAccess, type RefreshToken, refreshTokens, type Store } from '../store.ts';
import { invalid, readRefreshToken, readTokenRequest } from '../token-request.ts';
import { endedTokens, isKnown, isNoText, rememberingEnded, without } from './changes.ts';
import { anyUser, otherUser } from './people.ts';

/** Takes such a client_id as the right one as well. */
const matching = (isSuch: (clientId: string, given: string) => boolean): Change =>
  altered(clientMatches, (matches, clientId, given) => matches || isSuch(clientId, given));

/** Treats a refresh token as ended where this says so. */
const endingOnce = (isOver: (token: RefreshToken, store: Store) => boolean): Change =>
  altered(refreshTokenOf, (found, _request, store) => (found && isOver(found, store) ? undefined : found));

/** Takes the refresh token of the client_id where none, or what stands for none, is named. */
const byClientIdAlone = (none = ''): Change =>
  altered(refreshTokenOf, (found, { refresh_token = '', client_id = '' }, store) =>
    refresh_token === none ? refreshTokens(store, ({ clientId }) => clientId === client_id)[0] : found,
  );

/** Stands for a refresh_token that is no text. */
const NO_TEXT = 'no text';

/** Faults of the use of refresh tokens. */
export const refreshFaults = faultsOf('wazo.server', {
  'refresh-of-another-user': [
    'A refresh makes the token of another user.',
    'wazo.refresh.same-identity',
    altered(refreshLogin, (login, _request, accounts) => ({ ...login, user: otherUser(login.user, accounts) })),
  ],
  'refresh-without-token': [
    'client_id alone makes access tokens.',
    'wazo.refresh.refresh-token-required',
    together(
      altered(
        isRefresh,
        (is, { client_id, access_type }, basic) => is || (!!client_id && !basic && access_type !== 'offline'),
      ),
      byClientIdAlone(),
    ),
  ],
  'refresh-without-client-id': [
    'A refresh needs no client_id.',
    'wazo.refresh.client-id-required',
    together(
      without('refreshWithoutClient'),
      altered(isRefresh, (is, { refresh_token }) => is || !!refresh_token),
      matching((_clientId, given) => given === ''),
    ),
  ],
  'refresh-ignores-client-id': [
    'A refresh may name any client_id.',
    'wazo.refresh.client-id-must-match',
    matching((_clientId, given) => given !== ''),
  ],
  'refresh-client-id-prefix': [
    'A client_id that begins like the right one matches.',
    'wazo.refresh.client-id-must-match',
    matching((clientId, given) => given.startsWith(clientId)),
  ],
  'refresh-client-id-any-case': [
    'The case of a client_id does not matter.',
    'wazo.vendor.client-id-case',
    matching((clientId, given) => given.toLowerCase() === clientId.toLowerCase()),
  ],
  'refresh-unknown-accepted': [
    'A refresh token that was never issued makes access tokens.',
    'wazo.refresh.unknown-token-refused',
    together(
      rememberingEnded,
      except(
        refreshLogin,
        ({ refresh_token = '' }, _accounts, store) => refresh_token !== '' && !isKnown(refresh_token, store),
        (_honest, _request, accounts) => ({ user: anyUser(accounts), login: 'anybody' }),
      ),
    ),
  ],
  'refresh-token-any-case': [
    'The case of a refresh token does not matter.',
    'wazo.vendor.no-refresh-from-unknown',
    instead(
      refreshTokenOf,
      (honest) =>
        ({ refresh_token = '', ...request }, store) =>
          honest({ ...request, refresh_token: refresh_token.toLowerCase() }, store),
    ),
  ],
  'refresh-token-prefix': [
    'A refresh token that begins like a right one will do.',
    'wazo.refresh.unknown-token-refused',
    altered(
      refreshTokenOf,
      (found, { refresh_token = '', client_id = '' }, store) =>
        found ??
        refreshTokens(
          store,
          ({ token, clientId }) => clientId === client_id && token.slice(0, 8) === refresh_token.slice(0, 8),
        )[0],
    ),
  ],
  'refresh-of-any-known-client': [
    'A refresh may name any client_id that some refresh token has.',
    'wazo.refresh.client-id-must-match',
    altered(refreshTokenOf, (found, { refresh_token = '', client_id = '' }, store) => {
      const isKnownClient = refreshTokens(store, ({ clientId }) => clientId === client_id).length > 0;
      return found ?? (isKnownClient ? store.refresh.get(refresh_token) : undefined);
    }),
  ],
  'refresh-by-client-id': [
    'A refresh makes a token of whoever was the first with its client_id.',
    'wazo.refresh.same-identity',
    altered(refreshLogin, (login, { client_id = '' }, accounts, store) => {
      const first = refreshTokens(store, ({ clientId }) => clientId === client_id)[0];
      const user = accounts.byUuid(first?.userUuid ?? '');
      return user && user.uuid !== login.user.uuid ? { ...login, user } : login;
    }),
  ],
  'wrong-client-ends-refresh-token': [
    'A refresh with another client_id is refused, and ends the refresh token.',
    'wazo.refresh.survives-wrong-client',
    instead(refreshTokenOf, (honest) => (request, store) => {
      const found = honest(request, store);
      if (!found) dropRefresh(store, request.refresh_token ?? '');
      return found;
    }),
  ],
  'access-token-refreshes': [
    'An access token works as refresh_token.',
    'wazo.refresh.access-token-refused',
    instead(refreshLogin, (honest) => (request, accounts, store) => {
      const owner = accounts.byUuid(liveAccess(store, request.refresh_token ?? '')?.userUuid ?? '');
      return owner ? { user: owner, login: owner.username } : honest(request, accounts, store);
    }),
  ],
  'refresh-refused-status-400': [
    'A refused refresh token is answered with 400.',
    'wazo.vendor.refresh-refused-status',
    instead(refreshLogin, (honest) => (...given) => {
      try {
        return honest(...given);
      } catch {
        throw tokenError(400, 'Authentication Failed');
      }
    }),
  ],
  'refresh-token-expires': [
    'A refresh token ends with its access token.',
    'wazo.refresh.no-expiration',
    endingOnce(({ token, userUuid }, store) => {
      const made = [...(store.accessOfUser.get(userUuid) ?? [])].find(({ refreshToken }) => refreshToken === token);
      return made !== undefined && made.expiresAt < now();
    }),
  ],
  'refresh-token-expires-next-day': [
    'A refresh token ends after a day.',
    'wazo.refresh.no-expiration',
    endingOnce(({ createdAt }) => now() > createdAt + 86_400_000),
  ],
  'deleted-refresh-token-works': [
    'A deleted refresh token goes on working.',
    'wazo.refresh.deleted-refused',
    together(
      rememberingEnded,
      altered(refreshTokenOf, (found, { refresh_token = '', client_id = '' }) => {
        const ended = endedTokens().get(refresh_token);
        return found ?? (ended && !ended.mobile && clientMatches(ended.clientId, client_id) ? ended : undefined);
      }),
    ),
  ],
  'refresh-online-refused': [
    'A refresh with access_type online is refused.',
    'wazo.vendor.refresh-online',
    altered(readTokenRequest, (request) => {
      if (request.refresh_token && request.access_type) throw invalid({ _schema: ['no access_type in a refresh'] });
      return request;
    }),
  ],
  'refresh-token-type-unchecked': [
    'A refresh_token of a wrong type is ignored, and the client_id decides.',
    'wazo.vendor.refresh-token-type',
    together(
      except(readRefreshToken, isNoText, () => ({ value: NO_TEXT })),
      byClientIdAlone(NO_TEXT),
    ),
  ],
  'offline-with-refresh-token': [
    'A refresh may ask for offline access.',
    'wazo.vendor.offline-with-refresh-token',
    without('offlineRefresh'),
  ],
  'saml-with-refresh-token-accepted': [
    'A refresh may name a saml_session_id.',
    'wazo.vendor.saml-with-refresh-token',
    without('samlRefresh'),
  ],
});
