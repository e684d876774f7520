import { now } from '../../frame/scene.js';
import { faulty } from './faults.js';
import { dropAccess, dropRefresh, keepRefresh, liveAccesses, refreshTokens, } from './store.js';
import { atOnce } from './times.js';
import { newRefreshValue } from './token-values.js';
/**
 * The refresh token of an offline login: the one that is there, or a new one. A mobile login always gets a new one, and
 * ends the one of the same client_id and all other mobile ones of the user (`services/token.py`).
 */
export function offlineToken(store, { user, login }, { access_type, client_id = '' }, mobile) {
    const wanted = access_type === 'offline' || (faulty('wazo.refresh-token-when-online') && client_id !== '');
    if (!wanted)
        return undefined;
    const ofClient = refreshTokens(store, ({ clientId }) => clientId === client_id);
    const others = ofClient.filter(({ userUuid }) => userUuid !== user.uuid);
    if (others[0] && faulty('wazo.refresh-token-shared'))
        return kept(others[0]);
    if (faulty('wazo.refresh-token-of-last-user-only'))
        endWithSessions(store, others);
    const own = refreshTokens(store, ({ userUuid }) => userUuid === user.uuid);
    const same = own.filter(({ clientId }) => clientId === client_id);
    if (same[0] && mobile && faulty('wazo.mobile-same-client-kept'))
        return { ...kept(same[0]), sessionsRevoked: 1 };
    if (same[0] && !mobile && !faulty('wazo.refresh-token-renewed'))
        return kept(same[0]);
    const ended = mobile ? replacedByMobile(store, own, same) : [];
    if (!mobile && faulty('wazo.any-login-ends-mobile')) {
        endWithSessions(store, own.filter((one) => one.mobile));
    }
    const revoked = endWithSessions(store, ended);
    if (faulty('wazo.one-refresh-token-per-user'))
        endWithSessions(store, own);
    const uncounted = same.length > 0 && faulty('wazo.sessions-revoked-same-client-zero');
    const token = newRefreshValue();
    keepRefresh(store, { token, clientId: client_id, userUuid: user.uuid, login, mobile, createdAt: atOnce(now()) });
    return { token, sessionsRevoked: uncounted ? 0 : revoked };
}
function kept({ token }) {
    return { token, sessionsRevoked: 0 };
}
function replacedByMobile(store, own, same) {
    if (faulty('wazo.mobile-keeps-others'))
        return same;
    if (faulty('wazo.mobile-ends-non-mobile'))
        return own;
    const all = faulty('wazo.mobile-ends-other-users') ? refreshTokens(store, () => true) : own;
    return [...new Set([...same, ...all.filter((one) => one.mobile)])];
}
/** Ends refresh tokens with the access tokens made by them; gives how many access tokens those were. */
function endWithSessions(store, tokens) {
    const ids = new Set(tokens.map(({ token }) => token));
    const sessions = liveAccesses(store).filter(({ refreshToken }) => refreshToken !== undefined && ids.has(refreshToken));
    if (!faulty('wazo.mobile-keeps-sessions'))
        for (const { token } of sessions)
            dropAccess(store, token);
    for (const id of ids)
        dropRefresh(store, id);
    return sessions.length;
}
//# sourceMappingURL=offline-token.js.map