import { now } from '../../frame/scene.ts';
import { step } from '../../frame/step.ts';
import type { User } from './accounts.ts';
import type { Login } from './login.ts';
import {
  type AccessToken,
  dropAccess,
  dropRefresh,
  keepRefresh,
  liveAccesses,
  type RefreshToken,
  refreshTokens,
  type Store,
} from './store.ts';
import { atOnce } from './times.ts';
import type { TokenRequest } from './token-request.ts';
import { newRefreshValue } from './token-values.ts';

/** The refresh token of an offline login, and how many access tokens ended for it. */
export interface OfflineToken {
  readonly token: string;
  readonly sessionsRevoked: number;
}

/**
 * The refresh token of an offline login: the one that is there, or a new one. A mobile login always gets a new one, and
 * ends the one of the same client_id and all other mobile ones of the user (`services/token.py`).
 */
export const offlineToken = step(
  (
    store: Store,
    { user, login }: Login,
    { access_type, client_id = '' }: TokenRequest,
    mobile: boolean,
  ): OfflineToken | undefined => {
    if (access_type !== 'offline') return undefined;
    const there = tokenOfClient(store, user, client_id);
    if (there && !mobile) return { token: there.token, sessionsRevoked: 0 };
    const sessionsRevoked = mobile ? endWithSessions(store, replacedByMobile(store, user, client_id)) : 0;
    const token = newRefreshValue();
    keepRefresh(store, { token, clientId: client_id, userUuid: user.uuid, login, mobile, createdAt: atOnce(now()) });
    return { token, sessionsRevoked };
  },
);

/** The refresh token that a user has for a client_id. */
export function tokenOfClient(store: Store, { uuid }: User, client_id: string): RefreshToken | undefined {
  return refreshTokens(store, ({ userUuid, clientId }) => userUuid === uuid && clientId === client_id)[0];
}

/** The refresh tokens that a mobile login of a user ends. */
export const replacedByMobile = step((store: Store, { uuid }: User, client_id: string): readonly RefreshToken[] =>
  refreshTokens(store, ({ userUuid, clientId, mobile }) => userUuid === uuid && (mobile || clientId === client_id)),
);

/** Ends refresh tokens with the access tokens made by them; gives how many access tokens those were. */
export const endWithSessions = step((store: Store, tokens: readonly RefreshToken[]): number => {
  const sessions = accessesMadeBy(store, tokens);
  for (const { token } of sessions) dropAccess(store, token);
  for (const { token } of tokens) dropRefresh(store, token);
  return sessions.length;
});

/** The live access tokens that were made with or from some refresh tokens. */
export function accessesMadeBy(store: Store, tokens: readonly RefreshToken[]): readonly AccessToken[] {
  const ids = new Set(tokens.map(({ token }) => token));
  return liveAccesses(store).filter(({ refreshToken }) => refreshToken !== undefined && ids.has(refreshToken));
}
