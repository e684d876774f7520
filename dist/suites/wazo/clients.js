import { randomUUID } from 'node:crypto';
import { hasStatus, succeeds } from '../harness/checks/matchers.js';
import { statusOf, summaryOf } from '../harness/http/exchange.js';
import { flow, issuesRefreshToken, issuesToken } from './api.js';
import { ISSUED, LOGIN, REFRESHED_TOKEN } from './ids.js';
import { areUnpredictable } from './unpredictable.js';
const ANY_TEXT = 'wazo.vendor.client-id-any-text';
const DELETE_ANY = 'wazo.vendor.delete-any-client-id';
const PER_USER = 'wazo.vendor.refresh-token-per-user';
const KEPT_PER_USER = 'wazo.vendor.refresh-token-kept-per-user';
const KEEPS = 'wazo.refresh.keeps-working';
export const clients = flow('each application has a refresh token of its own', {
    endpoint: 'refresh',
    needs: REFRESHED_TOKEN,
    judges: ['wazo.refresh.client-id-identifies', 'wazo.practice.refresh-token-unpredictable'],
}, async ({ wazo, check, extract }) => {
    const applications = [];
    for (const client_id of [wazo.newClientId(), wazo.newClientId()]) {
        const login = await wazo.createOfflineToken(wazo.user, client_id);
        applications.push({ client_id, refresh_token: extract(login, '/data/refresh_token', ISSUED), login });
    }
    for (const { client_id, refresh_token } of applications) {
        check('wazo.refresh.client-id-identifies', await wazo.refresh({ client_id, refresh_token }), issuesToken);
    }
    check('wazo.practice.refresh-token-unpredictable', applications.map(({ login }) => login), areUnpredictable(applications.map(({ refresh_token }) => refresh_token)));
});
export const users = flow('each user has a refresh token of their own', {
    endpoint: 'refresh',
    needs: [...REFRESHED_TOKEN, KEEPS],
    judges: [PER_USER, KEPT_PER_USER],
    skipFact: ({ otherUser }) => (otherUser ? undefined : 'the target file names no wazo.otherUser'),
}, async ({ wazo, check, extract, undecided }) => {
    const client_id = wazo.newClientId();
    const logins = [
        await wazo.createOfflineToken(wazo.user, client_id),
        await wazo.createOfflineToken(wazo.otherUser, client_id),
    ];
    const tokens = logins.map((login) => extract(login, '/data/refresh_token', ISSUED));
    const distinct = check(PER_USER, logins, () => ({
        ok: tokens[0] !== tokens[1],
        expected: 'two refresh tokens',
        actual: tokens[0] === tokens[1] ? 'the same refresh token for both users' : 'two refresh tokens',
    }));
    if (!distinct)
        undecided([KEPT_PER_USER], 'both users have the same refresh token', PER_USER);
    else {
        for (const refresh_token of tokens) {
            check(KEPT_PER_USER, [...logins, await wazo.refresh({ client_id, refresh_token })], issuesToken);
        }
    }
});
export const anyClientId = flow('a client_id may be any text', {
    endpoint: 'refresh',
    needs: [...REFRESHED_TOKEN, 'wazo.access.acts-as-user'],
    judges: [ANY_TEXT, DELETE_ANY],
}, async ({ wazo, check, hangs, extract, undecided }) => {
    const client_id = `tollgate téléphone 📞 ${randomUUID()}`;
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    if (!check(ANY_TEXT, login, issuesRefreshToken)) {
        undecided([DELETE_ANY], 'there is no such refresh token to delete', ANY_TEXT);
        return;
    }
    const refresh_token = extract(login, '/data/refresh_token', ISSUED);
    check(ANY_TEXT, [login, await wazo.refresh({ client_id, refresh_token })], issuesToken);
    if (hangs([DELETE_ANY], 'wazo.vendor.delete-status'))
        return;
    const deletion = await wazo.deleteRefreshToken(extract(login, '/data/token', LOGIN), client_id);
    check(DELETE_ANY, [login, deletion], succeeds);
});
export const deletionRights = flow('a refresh token is deleted for its user only', {
    endpoint: 'refresh',
    needs: [...REFRESHED_TOKEN, 'wazo.access.authentication-needed'],
    judges: ['wazo.vendor.delete-needs-token', 'wazo.vendor.delete-by-uuid', 'wazo.vendor.unauthorized-status'],
}, async ({ wazo, check, hangs, refused, extract, undecided }) => {
    const [needsToken, byUuid] = ['wazo.vendor.delete-needs-token', 'wazo.vendor.delete-by-uuid'];
    const all = [needsToken, byUuid, 'wazo.vendor.unauthorized-status'];
    if (hangs(all, 'wazo.vendor.delete-status'))
        return;
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const token = extract(login, '/data/token', LOGIN);
    const userId = extract(login, '/data/auth_id', 'wazo.vendor.answer-auth-id');
    const anonymous = await wazo.deleteRefreshToken(undefined, client_id);
    if (succeeds(anonymous).ok) {
        check(needsToken, [login, anonymous], hasStatus(401));
        undecided([byUuid, 'wazo.vendor.unauthorized-status'], summaryOf(anonymous), needsToken);
        return;
    }
    const owned = await wazo.deleteRefreshToken(token, client_id, userId);
    check(byUuid, [login, owned], succeeds);
    const control = statusOf(owned) === 204 ? owned : await wazo.deleteRefreshToken(token, client_id);
    refused(needsToken, {
        control,
        refused: anonymous,
        accepted: succeeds,
        detail: { 'wazo.vendor.unauthorized-status': hasStatus(401) },
    });
});
//# sourceMappingURL=clients.js.map