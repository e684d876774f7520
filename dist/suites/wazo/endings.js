import { contract } from '../harness/checks/contract.js';
import { equals, hasStatus, not, succeeds } from '../harness/checks/matchers.js';
import { statusOf, summaryOf, valueAt } from '../harness/http/exchange.js';
import { flow, issuesToken } from './api.js';
import { ACCEPTED, ISSUED, LOGIN, REFRESHED_TOKEN } from './ids.js';
const AGAIN_ERROR = 'wazo.vendor.delete-again-error';
const KEEPS = 'wazo.vendor.delete-keeps-access-token';
const NOT_FOUND = 'cannot-find-refresh-token-matching-client-id';
const DELETED = [
    'wazo.refresh.deleted-refused',
    'wazo.vendor.delete-status',
    'wazo.vendor.delete-again',
    AGAIN_ERROR,
    ...contract('wazo/resource-error-response').ids,
    KEEPS,
    'wazo.vendor.refresh-refused-status',
];
export const deletion = flow('a deleted refresh token makes no more access tokens', { endpoint: 'refresh', needs: [...REFRESHED_TOKEN, 'wazo.refresh.keeps-working'], judges: DELETED }, async ({ wazo, check, conforms, hangs, refused, skip, extract, undecided }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const token = extract(login, '/data/token', LOGIN);
    const body = { client_id, refresh_token: extract(login, '/data/refresh_token', ISSUED) };
    const control = await wazo.refresh(body);
    const deletion = await wazo.deleteRefreshToken(token, client_id);
    if (!succeeds(deletion).ok && [401, 403, 404, 405, 501].includes(statusOf(deletion) ?? 0)) {
        skip(DELETED, `wazo.user cannot delete its refresh token by DELETE /users/me/tokens/{client_id} (${summaryOf(deletion)}), and the document names no other way`);
        return;
    }
    check('wazo.vendor.delete-status', deletion, hasStatus(204));
    refused('wazo.refresh.deleted-refused', {
        control,
        refused: await wazo.refresh(body),
        accepted: issuesToken,
        detail: { 'wazo.vendor.refresh-refused-status': hasStatus(401) },
    });
    const again = await wazo.createToken({ as: wazo.user });
    const deletedAgain = await wazo.deleteRefreshToken(extract(again, '/data/token', LOGIN), client_id);
    const notFound = check('wazo.vendor.delete-again', [deletion, deletedAgain], hasStatus(404));
    conforms('wazo/resource-error-response', deletedAgain, 'wazo.vendor.delete-again', () => notFound);
    const errorId = valueAt(deletedAgain, '/error_id');
    if (!notFound)
        undecided([AGAIN_ERROR], 'there was no refusal to look at', 'wazo.vendor.delete-again');
    else if (typeof errorId !== 'string') {
        undecided([AGAIN_ERROR], 'the refusal has no error_id', 'wazo.vendor.resource-error-error-id');
    }
    else
        check(AGAIN_ERROR, deletedAgain, equals('error_id', NOT_FOUND, errorId));
    if (!hangs([KEEPS], ACCEPTED))
        check(KEEPS, [deletion, await wazo.useToken(token)], succeeds);
});
const GET_REVOKED = 'wazo.vendor.get-revoked-token';
const REVOKED = [
    'wazo.vendor.revoke-status',
    'wazo.vendor.revoke-unknown',
    'wazo.vendor.revoked-refused',
    GET_REVOKED,
    'wazo.vendor.refresh-survives-revocation',
    'wazo.vendor.token-delete-spares-refresh',
];
export const revocation = flow('a revoked access token is refused, its refresh token lives on', {
    endpoint: 'token',
    needs: [...REFRESHED_TOKEN, ACCEPTED, 'wazo.access.unknown-token-refused', 'wazo.refresh.keeps-working'],
    judges: REVOKED,
}, async ({ wazo, check, refused, skip, extract, undecided }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const token = extract(login, '/data/token', LOGIN);
    const body = { client_id, refresh_token: extract(login, '/data/refresh_token', ISSUED) };
    const control = await wazo.useToken(token);
    const found = await wazo.readToken('HEAD', token);
    const revocation = await wazo.revoke(token);
    if ([404, 405, 501].includes(statusOf(revocation) ?? 0)) {
        skip(REVOKED, `there is no DELETE /token/{token} (${summaryOf(revocation)})`);
        return;
    }
    check('wazo.vendor.revoke-status', revocation, hasStatus(200));
    const used = await wazo.useToken(token);
    refused('wazo.vendor.revoked-refused', { control, refused: used, accepted: succeeds });
    if (succeeds(used).ok)
        undecided([GET_REVOKED], 'the token lives on', 'wazo.vendor.revoked-refused');
    else if (!succeeds(found).ok)
        skip([GET_REVOKED], `there is no HEAD /token/{token} (${summaryOf(found)})`);
    else {
        refused(GET_REVOKED, { control: found, refused: await wazo.readToken('HEAD', token), accepted: succeeds });
    }
    check('wazo.vendor.revoke-unknown', [revocation, await wazo.revoke(token)], succeeds);
    const survivor = await wazo.refresh(body);
    check('wazo.vendor.refresh-survives-revocation', [revocation, survivor], issuesToken);
    const mistaken = await wazo.revoke(body.refresh_token);
    const spared = await wazo.refresh(body);
    check('wazo.vendor.token-delete-spares-refresh', [survivor, mistaken, spared], (exchange) => issuesToken(survivor).ok ? issuesToken(exchange) : not(issuesToken, 'a refresh that worked before')(survivor));
});
//# sourceMappingURL=endings.js.map