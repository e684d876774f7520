import { altered, type Change, except, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { now } from '../../../frame/scene.ts';
import type { User } from '../accounts.ts';
import {
  accessesMadeBy,
  endWithSessions,
  type OfflineToken,
  offlineToken,
  replacedByMobile,
  tokenOfClient,
} from '../offline-token.ts';
import { dropRefresh, keepRefresh, type RefreshToken, refreshTokens, type Store } from '../store.ts';
import { atOnce } from '../times.ts';
import { newRefreshValue } from '../token-values.ts';

/** What an offline login is about. */
interface Asked {
  readonly store: Store;
  readonly user: User;
  readonly client_id: string;
  readonly mobile: boolean;
  /** The refresh token that the user has for the client_id. */
  readonly there: RefreshToken | undefined;
}

/** Answers such offline logins otherwise. */
const answering = (
  isSuch: (asked: Asked) => boolean,
  otherwise: (asked: Asked, honest: () => OfflineToken | undefined) => OfflineToken | undefined,
): Change => {
  const asked: (...given: Parameters<typeof offlineToken>) => Asked = (
    store,
    { user },
    { client_id = '' },
    mobile,
  ) => ({
    store,
    user,
    client_id,
    mobile,
    there: tokenOfClient(store, user, client_id),
  });
  return except(
    offlineToken,
    (...given) => given[2].access_type === 'offline' && isSuch(asked(...given)),
    (honest, ...given) => otherwise(asked(...given), () => honest(...given)),
  );
};

/** Ends such refresh tokens before an offline login that gets a new one. */
const endingFirst = (isSuch: (asked: Asked) => boolean, which: (one: RefreshToken, asked: Asked) => boolean): Change =>
  answering(isSuch, (asked, honest) => {
    endWithSessions(
      asked.store,
      refreshTokens(asked.store, (one) => which(one, asked)),
    );
    return honest();
  });

function othersTokens({ store, user, client_id }: Asked): readonly RefreshToken[] {
  return refreshTokens(store, ({ clientId, userUuid }) => clientId === client_id && userUuid !== user.uuid);
}

/** Faults of offline logins: which refresh token they get, and which ones end. */
export const offlineFaults = faultsOf('wazo.server', {
  'refresh-token-when-online': [
    'Every login with a client_id gets a refresh token.',
    'wazo.vendor.no-refresh-token-online',
    except(
      offlineToken,
      (_store, _login, { access_type, client_id }) => access_type !== 'offline' && !!client_id,
      (honest, store, login, request, mobile) => honest(store, login, { ...request, access_type: 'offline' }, mobile),
    ),
  ],
  'refresh-token-renewed': [
    'Each offline login gets a refresh token of its own.',
    'wazo.vendor.refresh-token-kept',
    answering(
      ({ there, mobile }) => !!there && !mobile,
      ({ store, there }, honest) => {
        if (!there) return honest();
        const token = newRefreshValue();
        keepRefresh(store, { ...there, token, createdAt: atOnce(now()) });
        return { token, sessionsRevoked: 0 };
      },
    ),
  ],
  'offline-login-replaces': [
    'An offline login ends the refresh token that its client_id had before.',
    ['wazo.refresh.survives-login', 'wazo.vendor.refresh-token-kept'],
    answering(
      ({ there, mobile }) => !!there && !mobile,
      ({ store, there }, honest) => {
        dropRefresh(store, there?.token ?? '');
        return honest();
      },
    ),
  ],
  'refresh-token-shared': [
    'All users of a client_id get the same refresh token.',
    ['wazo.vendor.refresh-token-per-user', 'wazo.refresh.same-identity'],
    answering(
      (asked) => othersTokens(asked).length > 0,
      (asked) => ({ token: othersTokens(asked)[0]?.token ?? '', sessionsRevoked: 0 }),
    ),
  ],
  'refresh-token-of-last-user-only': [
    "An offline login ends other users' refresh tokens of its client_id.",
    'wazo.vendor.refresh-token-kept-per-user',
    endingFirst(
      () => true,
      ({ clientId, userUuid }, { user, client_id }) => clientId === client_id && userUuid !== user.uuid,
    ),
  ],
  'one-refresh-token-per-user': [
    "An offline login ends the refresh tokens of the user's other client_ids.",
    'wazo.refresh.client-id-identifies',
    endingFirst(
      ({ there, mobile }) => !there && !mobile,
      ({ userUuid }, { user }) => userUuid === user.uuid,
    ),
  ],
  'any-login-ends-mobile': [
    'Any offline login ends mobile refresh tokens.',
    'wazo.vendor.non-mobile-spares-mobile',
    endingFirst(
      ({ there, mobile }) => !there && !mobile,
      (one, { user }) => one.userUuid === user.uuid && one.mobile,
    ),
  ],
  'mobile-same-client-kept': [
    'A mobile login may get the refresh token that is there.',
    'wazo.vendor.mobile-fresh-token',
    answering(
      ({ there, mobile }) => !!there && mobile,
      ({ there }) => there && { token: there.token, sessionsRevoked: 1 },
    ),
  ],
  'sessions-revoked-same-client-zero': [
    'Wazo-Sessions-Revoked is 0 where the client_id is the same.',
    'wazo.vendor.sessions-revoked-same-client',
    answering(
      ({ there, mobile }) => !!there && mobile,
      (_asked, honest) => {
        const made = honest();
        return made && { ...made, sessionsRevoked: 0 };
      },
    ),
  ],
  'mobile-keeps-others': [
    'A mobile login leaves other mobile refresh tokens alive.',
    ['wazo.vendor.mobile-replaces', 'wazo.vendor.sessions-revoked-header'],
    altered(replacedByMobile, (ended, _store, _user, client_id) =>
      ended.filter(({ clientId }) => clientId === client_id),
    ),
  ],
  'mobile-ends-non-mobile': [
    "A mobile login ends all the user's refresh tokens.",
    'wazo.vendor.mobile-spares-non-mobile',
    altered(replacedByMobile, (_ended, store, { uuid }) => refreshTokens(store, ({ userUuid }) => userUuid === uuid)),
  ],
  'mobile-ends-other-users': [
    "A mobile login ends other users' mobile refresh tokens.",
    'wazo.vendor.mobile-spares-other-users',
    altered(replacedByMobile, (ended, store) => [
      ...new Set([...ended, ...refreshTokens(store, ({ mobile }) => mobile)]),
    ]),
  ],
  'mobile-keeps-sessions': [
    'A mobile login leaves the sessions of the refresh tokens that it ends.',
    'wazo.vendor.mobile-ends-sessions',
    instead(endWithSessions, () => (store, tokens) => {
      const sessions = accessesMadeBy(store, tokens);
      for (const { token } of tokens) dropRefresh(store, token);
      return sessions.length;
    }),
  ],
});
