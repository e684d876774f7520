import { now } from '../../frame/scene.js';
import { faulty } from './faults.js';
import { anyUser, otherUser } from './login.js';
import { tokenError } from './responses.js';
import { liveAccess, refreshTokens } from './store.js';
/** Who owns the refresh token of a request. Throws the 401 response when it is nobody, or the client_id is another. */
export function refreshLogin(request, accounts, store) {
    const { refresh_token = '' } = request;
    const access = faulty('wazo.access-token-refreshes') ? liveAccess(store, refresh_token) : undefined;
    const renewed = access && accounts.byUuid(access.userUuid);
    if (renewed)
        return { user: renewed, login: renewed.username };
    if (faulty('wazo.refresh-unknown-accepted') && !isKnown(refresh_token, store)) {
        return { user: anyUser(accounts), login: 'anybody' };
    }
    const found = findRefreshToken(request, store);
    const owner = found && accounts.byLogin(found.login);
    if (!found || !owner?.enabled || owner.uuid !== found.userUuid) {
        throw tokenError(faulty('wazo.refresh-refused-status-400') ? 400 : 401, 'Authentication Failed');
    }
    const user = faulty('wazo.refresh-of-another-user') ? otherUser(owner, accounts) : owner;
    return { user, login: found.login, refreshedBy: found };
}
function isKnown(token, store) {
    return store.refresh.has(token) || store.ended.has(token) || store.access.has(token);
}
function findRefreshToken({ refresh_token = '', client_id = '' }, store) {
    const byClient = faulty('wazo.refresh-without-token') || faulty('wazo.refresh-token-type-unchecked');
    if (byClient && !refresh_token)
        return refreshTokens(store, ({ clientId }) => clientId === client_id)[0];
    const ended = faulty('wazo.deleted-refresh-token-works') ? store.ended.get(refresh_token) : undefined;
    const found = store.refresh.get(refresh_token) ?? (ended?.mobile ? undefined : ended);
    return found && clientMatches(found.clientId, client_id) && !overdue(found, store) ? found : undefined;
}
function clientMatches(clientId, given) {
    if (faulty('wazo.refresh-ignores-client-id') && given)
        return true;
    if (faulty('wazo.refresh-without-client-id') && !given)
        return true;
    if (faulty('wazo.refresh-client-id-prefix') && given.startsWith(clientId))
        return true;
    if (faulty('wazo.refresh-client-id-any-case') && given.toLowerCase() === clientId.toLowerCase())
        return true;
    return given === clientId;
}
/** Refresh tokens have no end, but for faults. */
function overdue({ token, userUuid, createdAt }, store) {
    if (faulty('wazo.refresh-token-expires')) {
        const made = [...(store.accessOfUser.get(userUuid) ?? [])].find(({ refreshToken }) => refreshToken === token);
        return made !== undefined && made.expiresAt < now();
    }
    return faulty('wazo.refresh-token-expires-next-day') && now() > createdAt + 86_400_000;
}
//# sourceMappingURL=refresh-login.js.map