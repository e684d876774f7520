import { randomUUID } from 'node:crypto';
import { contract } from '../harness/checks/contract.js';
import { hasStatus, succeeds } from '../harness/checks/matchers.js';
import { statusOf, summaryOf, valueAt } from '../harness/http/exchange.js';
import { flow, issuesToken } from './api.js';
import { ACCEPTED, ACCESS_TOKEN, ISSUED, LOGIN, REFRESH_TOKEN, REFRESHED_TOKEN } from './ids.js';
import { clientIdsOf } from './token-list.js';
const ACTS = 'wazo.access.acts-as-user';
const NEEDED = 'wazo.access.authentication-needed';
/** The resource is there, but this user may not read it: nothing is wrong with the token. */
const mayNotRead = (exchange) => [403, 404, 405].includes(statusOf(exchange) ?? 0) ||
    String(valueAt(exchange, '/details/reason')).startsWith('missing_permission');
export const access = flow('an access token opens a protected resource', {
    endpoint: 'token',
    needs: ACCESS_TOKEN,
    judges: [
        ACCEPTED,
        NEEDED,
        'wazo.access.unknown-token-refused',
        'wazo.vendor.unauthorized-status',
        ...contract('wazo/unauthorized-response').ids,
        'wazo.vendor.not-as-bearer',
        'wazo.vendor.not-in-query',
    ],
}, async ({ wazo, check, conforms, refuses, skip, extract }) => {
    const login = await wazo.createToken({ as: wazo.user, body: { expiration: 600 } });
    const token = extract(login, '/data/token', LOGIN);
    const opened = await wazo.useToken(token);
    if (mayNotRead(opened)) {
        const ids = [ACCEPTED, NEEDED, 'wazo.access.unknown-token-refused', 'wazo.vendor.unauthorized-status'];
        skip([
            ...ids,
            ...contract('wazo/unauthorized-response').ids,
            'wazo.vendor.not-as-bearer',
            'wazo.vendor.not-in-query',
        ], `wazo.user may not read ${wazo.resourceUrl} (${summaryOf(opened)}); name a protected resource that it may read in wazo.resource`);
        return;
    }
    check(ACCEPTED, opened, succeeds);
    const accepted = succeeds;
    const detail = { 'wazo.vendor.unauthorized-status': hasStatus(401) };
    const given = () => token;
    const unauthorized = await refuses(NEEDED, {
        given,
        alter: () => undefined,
        send: wazo.useToken,
        accepted,
        detail,
    });
    conforms('wazo/unauthorized-response', unauthorized, NEEDED, (exchange) => statusOf(exchange) === 401);
    await refuses('wazo.access.unknown-token-refused', {
        given,
        alter: () => randomUUID(),
        send: wazo.useToken,
        accepted,
        detail,
    });
    const inHeader = () => ({ headers: [['X-Auth-Token', token]], query: '' });
    await refuses('wazo.vendor.not-as-bearer', {
        given: inHeader,
        alter: () => ({ headers: [['Authorization', `Bearer ${token}`]], query: '' }),
        send: wazo.useTokenElsewhere,
        accepted,
    });
    await refuses('wazo.vendor.not-in-query', {
        given: inHeader,
        alter: () => ({ headers: [], query: `?token=${encodeURIComponent(token)}` }),
        send: wazo.useTokenElsewhere,
        accepted,
    });
});
export const identity = flow('a token acts as the user who logged in', {
    endpoint: 'token',
    needs: [...REFRESH_TOKEN, ACCEPTED, 'wazo.refresh.offline-token-usable'],
    judges: [ACTS],
}, async ({ wazo, check, skip, extract }) => {
    const listAs = async (account, clientId) => {
        const login = await wazo.createOfflineToken(account, clientId);
        return wazo.listTokens(extract(login, '/data/token', LOGIN));
    };
    const [clientId, othersId] = [wazo.newClientId(), wazo.newClientId()];
    const others = wazo.otherUser && (await listAs(wazo.otherUser, othersId));
    const own = await listAs(wazo.user, clientId);
    const seen = [...(others ? [others] : []), own];
    const ownIds = clientIdsOf(own);
    const mixedUp = ownIds?.includes(othersId) || (others && clientIdsOf(others)?.includes(clientId));
    if (!ownIds?.includes(clientId) && !mixedUp) {
        skip([ACTS], `the list of refresh tokens does not tell users apart here (${summaryOf(own)})`);
        return;
    }
    check(ACTS, seen, () => ({
        ok: !mixedUp,
        expected: "each user's list names that user's own applications",
        actual: mixedUp ? "one user's token lists the application of the other" : 'as expected',
    }));
});
export const kindsOfToken = flow('refresh tokens and access tokens do not stand in for each other', {
    endpoint: 'refresh',
    needs: [...REFRESHED_TOKEN, ACCEPTED],
    judges: [
        'wazo.refresh.only-creates-tokens',
        'wazo.refresh.as-access-token-401',
        'wazo.refresh.access-token-refused',
        'wazo.access.only-authenticates',
        'wazo.vendor.refresh-refused-status',
        'wazo.vendor.refused-status',
    ],
}, async ({ wazo, refuses, extract }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const token = extract(login, '/data/token', LOGIN);
    const refreshToken = extract(login, '/data/refresh_token', ISSUED);
    await refuses('wazo.refresh.only-creates-tokens', {
        given: () => token,
        alter: () => refreshToken,
        send: wazo.useToken,
        accepted: succeeds,
        detail: { 'wazo.refresh.as-access-token-401': hasStatus(401) },
    });
    await refuses('wazo.refresh.access-token-refused', {
        given: () => ({ refresh_token: refreshToken, client_id }),
        alter: (body) => ({ ...body, refresh_token: token }),
        send: wazo.refresh,
        accepted: issuesToken,
        detail: { 'wazo.vendor.refresh-refused-status': hasStatus(401) },
    });
    await refuses('wazo.access.only-authenticates', {
        given: () => ({ as: wazo.user, headers: [['X-Auth-Token', token]] }),
        alter: (request) => ({ ...request, as: undefined }),
        send: wazo.createToken,
        accepted: issuesToken,
        detail: { 'wazo.vendor.refused-status': hasStatus(401) },
    });
});
//# sourceMappingURL=access.js.map