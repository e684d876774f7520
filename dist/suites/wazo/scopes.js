import { randomUUID } from 'node:crypto';
import { all, equals, hasStatus, succeeds } from '../harness/checks/matchers.js';
import { statusOf, summaryOf, valueAt } from '../harness/http/exchange.js';
import { grants, probesFor } from './acl.js';
import { flow } from './api.js';
import { ACCESS_TOKEN, LOGIN } from './ids.js';
const QUERY = ['wazo.vendor.scope-denied', 'wazo.vendor.scope-denied-status', 'wazo.vendor.scope-beyond-ascii'];
const CHECK = 'wazo.vendor.scopes-check';
const PROBES = {
    'wazo.vendor.scope-many-words': ['manyWords', 'with #'],
    'wazo.vendor.scope-one-word': ['oneWord', 'with *'],
    'wazo.vendor.scope-me': ['me', 'with the word me'],
    'wazo.vendor.scope-exclusion': ['exclusion', 'with !'],
};
const SCOPES = [...QUERY, CHECK, ...Object.keys(PROBES)];
const REQUESTS = [
    'wazo.vendor.scopes-check-empty',
    'wazo.vendor.scopes-check-type',
    'wazo.vendor.scopes-check-empty-body',
    'wazo.vendor.scopes-check-unknown-token',
    'wazo.vendor.scopes-check-not-uuid',
];
const TENANTS = ['wazo.vendor.tenant-own', 'wazo.vendor.tenant-foreign', 'wazo.vendor.scopes-check-tenant'];
/** A scope that no access list grants by accident: only `#` and `*` would match it. */
const NO_SCOPE = `tollgate.${randomUUID()}.nothing`;
const isNotServed = (exchange) => [404, 405, 501].includes(statusOf(exchange) ?? 0);
const mapOf = ({ granted, denied }) => Object.fromEntries([...granted.map((scope) => [scope, true]), ...denied.map((scope) => [scope, false])]);
export const scopes = flow('a service can ask what an access token may do', { endpoint: 'token', needs: ACCESS_TOKEN, judges: SCOPES }, async ({ wazo, check, refused, skip, extract, undecided }) => {
    const login = await wazo.createToken({ as: wazo.user });
    const token = extract(login, '/data/token', LOGIN);
    const acl = valueAt(login, '/data/acl');
    const userId = valueAt(login, '/data/auth_id');
    if (!Array.isArray(acl) || typeof userId !== 'string') {
        skip(SCOPES, 'the response to a login does not say who wazo.user is and what they may do');
        return;
    }
    const entries = acl.filter((entry) => typeof entry === 'string');
    const { plain, ...probes } = probesFor(entries, userId);
    if (plain === undefined || grants(entries, NO_SCOPE, userId)) {
        skip(SCOPES, `the acl of wazo.user grants ${plain === undefined ? 'nothing' : 'everything'}`);
        return;
    }
    const has = (scope) => wazo.readToken('HEAD', token, `?scope=${encodeURIComponent(scope)}`);
    const control = await has(plain);
    if (isNotServed(control)) {
        skip(SCOPES, `there is no HEAD /token/{token} (${summaryOf(control)})`);
        return;
    }
    const denied = await has(NO_SCOPE);
    refused('wazo.vendor.scope-denied', {
        control,
        refused: denied,
        accepted: succeeds,
        detail: { 'wazo.vendor.scope-denied-status': hasStatus(403) },
    });
    if (statusOf(denied) === 403) {
        check('wazo.vendor.scope-beyond-ascii', [control, await has(`tollgate.${randomUUID()}.été`)], hasStatus(403));
    }
    else
        undecided(['wazo.vendor.scope-beyond-ascii'], summaryOf(denied), 'wazo.vendor.scope-denied');
    const asked = [{ granted: [plain], denied: [NO_SCOPE] }, ...Object.values(probes)].filter((probe) => probe);
    const map = await wazo.checkScopes(token, {
        scopes: asked.flatMap(({ granted, denied }) => [...granted, ...denied]),
    });
    const answers = (probe) => {
        const given = valueAt(map, '/scopes');
        const actual = given && Object.fromEntries(Object.keys(mapOf(probe)).map((scope) => [scope, given[scope]]));
        return equals('scopes', mapOf(probe), actual);
    };
    if (isNotServed(map)) {
        skip([CHECK, ...Object.keys(PROBES)], `there is no POST /token/{token}/scopes/check (${summaryOf(map)})`);
        return;
    }
    const works = check(CHECK, map, answers({ granted: [plain], denied: [NO_SCOPE] }));
    for (const [id, [name, what]] of Object.entries(PROBES)) {
        const probe = probes[name];
        if (!probe)
            skip([id], `the acl of wazo.user has no entry ${what} that decides by itself`);
        else if (!works)
            undecided([id], 'scopes/check does not work', CHECK);
        else
            check(id, map, answers(probe));
    }
});
export const scopeRequests = flow('questions about scopes are checked', { endpoint: 'token', needs: ACCESS_TOKEN, judges: [...REQUESTS, ...TENANTS] }, async ({ wazo, check, refused, skip, extract, undecided }) => {
    const login = await wazo.createToken({ as: wazo.user });
    const token = extract(login, '/data/token', LOGIN);
    const question = { scopes: [NO_SCOPE] };
    const answered = await wazo.checkScopes(token, question);
    if (isNotServed(answered)) {
        skip([...REQUESTS, ...TENANTS], `there is no POST /token/{token}/scopes/check (${summaryOf(answered)})`);
        return;
    }
    const empty = await wazo.checkScopes(token, { scopes: [] });
    check('wazo.vendor.scopes-check-empty', empty, all(succeeds, equals('scopes', {}, valueAt(empty, '/scopes'))));
    const bad = { scopes: [true] };
    check('wazo.vendor.scopes-check-type', [answered, await wazo.checkScopes(token, bad)], hasStatus(400));
    check('wazo.vendor.scopes-check-empty-body', [answered, await wazo.checkScopes(token)], hasStatus(400));
    const unknown = await wazo.checkScopes(randomUUID(), question);
    check('wazo.vendor.scopes-check-unknown-token', [answered, unknown], hasStatus(404));
    const noUuid = await wazo.checkScopes('not-a-uuid', question);
    check('wazo.vendor.scopes-check-not-uuid', [answered, noUuid], hasStatus(404));
    const tenant = valueAt(login, '/data/metadata/tenant_uuid');
    if (typeof tenant !== 'string') {
        undecided(TENANTS, 'the token does not name its tenant', 'wazo.vendor.metadata-tenant-uuid');
        return;
    }
    const inTenant = (uuid) => wazo.readToken('HEAD', token, `?tenant=${encodeURIComponent(uuid)}`);
    const [own, foreign] = [await inTenant(tenant), await inTenant(randomUUID())];
    check('wazo.vendor.tenant-own', [login, own], succeeds);
    refused('wazo.vendor.tenant-foreign', { control: own, refused: foreign, accepted: succeeds });
    refused('wazo.vendor.scopes-check-tenant', {
        control: await wazo.checkScopes(token, { ...question, tenant_uuid: tenant }),
        refused: await wazo.checkScopes(token, { ...question, tenant_uuid: randomUUID() }),
        accepted: succeeds,
    });
});
//# sourceMappingURL=scopes.js.map