import { hasStatus, succeeds } from '../harness/checks/matchers.js';
import { statusOf, summaryOf, valueAt } from '../harness/http/exchange.js';
import { flow, issuesToken } from './api.js';
import { ACCEPTED, CREATES, ISSUED, LOGIN, REFRESHED_TOKEN } from './ids.js';
const LISTED = 'wazo.vendor.session-listed';
const ENDS = 'wazo.vendor.session-ends-with-token';
const DELETED = [
    'wazo.vendor.session-delete-status',
    'wazo.vendor.session-delete-ends-token',
    'wazo.vendor.session-delete-again',
    'wazo.vendor.refresh-survives-session',
];
/** The sessions that a list names; `undefined` where the response is no such list. */
function sessionsIn(list) {
    const items = valueAt(list, '/items');
    return Array.isArray(items) ? items.map((item) => item?.uuid) : undefined;
}
export const sessions = flow('a user sees and ends their sessions', {
    endpoint: 'token',
    needs: [
        ...REFRESHED_TOKEN,
        ACCEPTED,
        'wazo.access.unknown-token-refused',
        'wazo.refresh.offline-token-usable',
        'wazo.refresh.new-access-token',
        'wazo.refresh.keeps-working',
        'wazo.refresh.same-identity',
    ],
    judges: [LISTED, ENDS, ...DELETED],
}, async ({ wazo, check, refused, skip, extract, undecided }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const body = { client_id, refresh_token: extract(login, '/data/refresh_token', ISSUED) };
    const refreshed = await wazo.refresh(body);
    const watcher = await wazo.createToken({ as: wazo.user });
    const userId = extract(login, '/data/auth_id', 'wazo.vendor.answer-auth-id');
    const sessionOf = (made) => extract(made, '/data/session_uuid', 'wazo.vendor.answer-session-uuid');
    const [ofLogin, ofRefresh] = [sessionOf(login), sessionOf(refreshed)];
    const token = {
        login: extract(login, '/data/token', LOGIN),
        refreshed: extract(refreshed, '/data/token', CREATES),
        watcher: extract(watcher, '/data/token', LOGIN),
    };
    const list = await wazo.listSessions(userId, token.watcher);
    if (!succeeds(list).ok) {
        skip([LISTED, ENDS, ...DELETED], `wazo.user may not list its sessions (${summaryOf(list)})`);
        return;
    }
    const seen = sessionsIn(list);
    const listed = check(LISTED, [login, refreshed, list], (exchange) => ({
        ok: [ofLogin, ofRefresh].every((session) => seen?.includes(session)),
        expected: `items with the uuids ${ofLogin} and ${ofRefresh}`,
        actual: summaryOf(exchange),
    }));
    const opened = await wazo.useToken(token.login);
    const ended = await wazo.endSession(userId, token.watcher, ofLogin);
    if ([401, 403, 404, 405, 501].includes(statusOf(ended) ?? 0)) {
        skip(DELETED, `wazo.user may not end its sessions (${summaryOf(ended)})`);
    }
    else {
        check('wazo.vendor.session-delete-status', ended, hasStatus(204));
        refused('wazo.vendor.session-delete-ends-token', {
            control: opened,
            refused: await wazo.useToken(token.login),
            accepted: succeeds,
        });
        const again = await wazo.endSession(userId, token.watcher, ofLogin);
        check('wazo.vendor.session-delete-again', [ended, again], succeeds);
        check('wazo.vendor.refresh-survives-session', [ended, await wazo.refresh(body)], issuesToken);
    }
    const revocation = await wazo.revoke(token.refreshed);
    if (!listed)
        undecided([ENDS], 'the list does not name the sessions', LISTED);
    else if (!succeeds(revocation).ok)
        skip([ENDS], `there is no DELETE /token/{token} (${summaryOf(revocation)})`);
    else if (succeeds(await wazo.useToken(token.refreshed)).ok) {
        undecided([ENDS], 'the token that was revoked lives on', 'wazo.vendor.revoked-refused');
    }
    else {
        const left = await wazo.listSessions(userId, token.watcher);
        check(ENDS, [list, revocation, left], (exchange) => ({
            ok: sessionsIn(exchange)?.includes(ofRefresh) === false,
            expected: `no item with the uuid ${ofRefresh}`,
            actual: summaryOf(exchange),
        }));
    }
});
//# sourceMappingURL=sessions.js.map