import { randomUUID } from 'node:crypto';
import { contract } from '../harness/checks/contract.js';
import { equals, hasHeader, hasMediaType, hasStatus, lacks, succeeds } from '../harness/checks/matchers.js';
import { succeeded, summaryOf, valueAt } from '../harness/http/exchange.js';
import { basic, flow, issuesToken } from './api.js';
import { ACCEPTED, CREATES, ISSUED, LOGIN, REFRESH_TOKEN, REFRESHED_TOKEN } from './ids.js';
import { lifetimeOf } from './times.js';
import { clientIdsOf } from './token-list.js';
import { areUnpredictable } from './unpredictable.js';
const KEEPS = 'wazo.refresh.keeps-working';
const MATCH = 'wazo.refresh.client-id-must-match';
const NEW = 'wazo.refresh.new-access-token';
const REFRESH_LIFETIME = 'wazo.vendor.refresh-lifetime-exact';
const UNPREDICTABLE = 'wazo.practice.access-token-unpredictable';
export const refresh = flow('a refresh token makes access tokens', {
    endpoint: 'refresh',
    needs: REFRESH_TOKEN,
    judges: [
        CREATES,
        'wazo.vendor.refresh-status',
        'wazo.vendor.json-content-type',
        'wazo.vendor.sessions-revoked-none',
        REFRESH_LIFETIME,
        UNPREDICTABLE,
        ...contract('wazo/refreshed-token-response').ids,
        NEW,
        KEEPS,
        'wazo.vendor.refresh-not-reissued',
        'wazo.vendor.empty-basic',
        'wazo.vendor.basic-ignored',
        'wazo.vendor.refresh-online',
    ],
}, async ({ wazo, check, conforms, hangs, extract, undecided }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const refresh_token = extract(login, '/data/refresh_token', ISSUED);
    const body = { expiration: 3600, client_id, refresh_token };
    const refreshed = await wazo.refresh(body);
    check(CREATES, refreshed, succeeds);
    conforms('wazo/refreshed-token-response', refreshed, CREATES);
    const token = extract(refreshed, '/data/token', CREATES);
    check('wazo.vendor.refresh-status', refreshed, hasStatus(200));
    check('wazo.vendor.json-content-type', refreshed, hasMediaType('application/json'));
    check('wazo.vendor.sessions-revoked-none', refreshed, hasHeader('Wazo-Sessions-Revoked', /^0$/));
    const lifetime = lifetimeOf(refreshed);
    if (lifetime === undefined) {
        undecided([REFRESH_LIFETIME], 'issued_at or expires_at is not a time', 'wazo.vendor.expires-at-shape');
    }
    else
        check(REFRESH_LIFETIME, refreshed, equals('seconds from issued_at to expires_at:', 3600, lifetime));
    check('wazo.vendor.refresh-not-reissued', refreshed, lacks('/data/refresh_token'));
    if (!hangs([NEW], ACCEPTED)) {
        const same = token === valueAt(login, '/data/token');
        check(NEW, [login, refreshed, await wazo.useToken(token)], (exchange) => ({
            ok: !same && succeeded(exchange),
            expected: 'a token other than that of the login, which opens the protected resource',
            actual: same ? 'the token of the login again' : summaryOf(exchange),
        }));
    }
    const again = [await wazo.refresh(body), await wazo.refresh(body), await wazo.refresh(body)];
    for (const exchange of again)
        check(KEEPS, [refreshed, exchange], issuesToken);
    const made = [login, refreshed, ...again];
    if (![NEW, KEEPS].some((id) => hangs([UNPREDICTABLE], id))) {
        check(UNPREDICTABLE, made, areUnpredictable(made.map((exchange) => String(valueAt(exchange, '/data/token')))));
    }
    if (hangs(['wazo.vendor.empty-basic', 'wazo.vendor.basic-ignored', 'wazo.vendor.refresh-online'], KEEPS))
        return;
    const withEmptyBasic = await wazo.refresh(body, { headers: [['Authorization', 'Basic Og==']] });
    check('wazo.vendor.empty-basic', withEmptyBasic, issuesToken);
    const wrong = basic({ ...wazo.user, password: `wrong-${randomUUID()}` });
    const withWrongBasic = await wazo.refresh(body, { headers: [['Authorization', wrong]] });
    check('wazo.vendor.basic-ignored', withWrongBasic, issuesToken);
    check('wazo.vendor.refresh-online', await wazo.refresh({ ...body, access_type: 'online' }), issuesToken);
});
export const sameIdentity = flow('a refreshed token acts as the same user', {
    endpoint: 'refresh',
    needs: [...REFRESHED_TOKEN, NEW],
    judges: ['wazo.refresh.same-identity', 'wazo.vendor.same-auth-id', 'wazo.vendor.same-acl'],
}, async ({ wazo, check, skip, extract, undecided }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const refreshed = await wazo.refresh({ client_id, refresh_token: extract(login, '/data/refresh_token', ISSUED) });
    const seen = [login, refreshed];
    const [before, after] = seen.map((exchange) => valueAt(exchange, '/data/auth_id'));
    const own = await wazo.listTokens(extract(login, '/data/token', LOGIN));
    const listed = await wazo.listTokens(extract(refreshed, '/data/token', CREATES));
    if (clientIdsOf(own)) {
        const same = equals('the same list of refresh tokens,', clientIdsOf(own), clientIdsOf(listed));
        check('wazo.refresh.same-identity', [own, refreshed, listed], same);
    }
    else if (before !== undefined) {
        check('wazo.refresh.same-identity', seen, equals('auth_id', before, after));
    }
    else {
        skip(['wazo.refresh.same-identity'], 'neither the list of refresh tokens nor auth_id tells users apart here');
    }
    if (before === undefined) {
        undecided(['wazo.vendor.same-auth-id'], 'there is no auth_id', 'wazo.vendor.answer-auth-id');
    }
    else
        check('wazo.vendor.same-auth-id', seen, equals('auth_id', before, after));
    const [aclBefore, aclAfter] = seen.map((exchange) => sortedAcl(exchange));
    if (aclBefore === undefined) {
        undecided(['wazo.vendor.same-acl'], 'there is no acl', 'wazo.vendor.answer-acl');
    }
    else
        check('wazo.vendor.same-acl', seen, equals('acl', aclBefore, aclAfter));
});
/** The access list in one order, with the UUIDs of sessions masked. */
function sortedAcl(exchange) {
    const acl = valueAt(exchange, '/data/acl');
    const session = String(valueAt(exchange, '/data/session_uuid'));
    return Array.isArray(acl) ? acl.map((item) => String(item).replaceAll(session, '{session}')).sort() : undefined;
}
export const refusedRefreshes = flow('a refresh needs the right refresh_token and client_id', {
    endpoint: 'refresh',
    needs: REFRESHED_TOKEN,
    judges: [
        MATCH,
        'wazo.vendor.client-id-case',
        'wazo.vendor.no-refresh-from-unknown',
        'wazo.vendor.refresh-refused-status',
    ],
}, async ({ wazo, hangs, refuses, extract }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const refresh_token = extract(login, '/data/refresh_token', ISSUED);
    const refusal = {
        given: () => ({ refresh_token, client_id }),
        send: wazo.refresh,
        accepted: issuesToken,
        detail: { 'wazo.vendor.refresh-refused-status': hasStatus(401) },
    };
    await refuses(MATCH, {
        ...refusal,
        alter: (body) => ({ ...body, client_id: `${client_id}-other` }),
    });
    if (!hangs(['wazo.vendor.client-id-case'], MATCH)) {
        await refuses('wazo.vendor.client-id-case', {
            ...refusal,
            alter: (body) => ({ ...body, client_id: client_id.toUpperCase() }),
        });
    }
    await refuses('wazo.vendor.no-refresh-from-unknown', {
        ...refusal,
        alter: (body) => ({ ...body, refresh_token: randomUUID() }),
    });
});
//# sourceMappingURL=refresh.js.map