import { equals, hasStatus, succeeds } from '../harness/checks/matchers.js';
import { summaryOf, valueAt } from '../harness/http/exchange.js';
import { flow } from './api.js';
import { LOGIN, REFRESH_TOKEN } from './ids.js';
import { clientIdsOf } from './token-list.js';
const BY_UUID = 'wazo.vendor.list-by-uuid';
const NEEDS_TOKEN = 'wazo.vendor.list-needs-token';
const STATUS = 'wazo.vendor.unauthorized-status';
const ALL = 'wazo.vendor.list-all-needs-permission';
const OTHERS = 'wazo.vendor.list-of-others';
export const listRights = flow('a user reads no list of refresh tokens but their own', {
    endpoint: 'refresh',
    needs: [
        ...REFRESH_TOKEN,
        'wazo.access.authentication-needed',
        'wazo.access.acts-as-user',
        'wazo.refresh.offline-token-usable',
    ],
    judges: [BY_UUID, NEEDS_TOKEN, STATUS, ALL, OTHERS],
}, async ({ wazo, check, refused, skip, extract, undecided }) => {
    const login = await wazo.createOfflineToken(wazo.user, wazo.newClientId());
    const token = extract(login, '/data/token', LOGIN);
    const userId = extract(login, '/data/auth_id', 'wazo.vendor.answer-auth-id');
    const own = await wazo.listTokens(token);
    if (!succeeds(own).ok) {
        const fact = `wazo.user may not list its refresh tokens (${summaryOf(own)})`;
        skip([BY_UUID, NEEDS_TOKEN, STATUS, ALL, OTHERS], fact);
        return;
    }
    const byUuid = await wazo.listTokensOf(userId, token);
    const names = clientIdsOf(own);
    if (!names)
        undecided([BY_UUID], 'the list does not name its applications', 'wazo.vendor.list-client-id');
    else
        check(BY_UUID, [own, byUuid], equals('client_ids', names, clientIdsOf(byUuid)));
    refused(NEEDS_TOKEN, {
        control: byUuid,
        refused: await wazo.listTokensOf(userId, undefined),
        accepted: succeeds,
        detail: { [STATUS]: hasStatus(401) },
    });
    const other = wazo.otherUser && (await wazo.createToken({ as: wazo.otherUser }));
    const otherId = other && extract(other, '/data/auth_id', 'wazo.vendor.answer-auth-id');
    const scopes = { all: 'auth.tokens.read', others: `auth.users.${otherId ?? userId}.tokens.read` };
    const rights = await wazo.checkScopes(token, { scopes: Object.values(scopes) });
    const may = (scope) => valueAt(rights, '/scopes')?.[scope];
    if (may(scopes.all) !== false)
        skip([ALL], `wazo.user is not known to lack the right ${scopes.all}`);
    else
        refused(ALL, { control: own, refused: await wazo.listAllTokens(token), accepted: succeeds });
    if (otherId === undefined)
        skip([OTHERS], 'the target file names no wazo.otherUser');
    else if (may(scopes.others) !== false)
        skip([OTHERS], `wazo.user is not known to lack the right ${scopes.others}`);
    else
        refused(OTHERS, { control: byUuid, refused: await wazo.listTokensOf(otherId, token), accepted: succeeds });
});
//# sourceMappingURL=list-rights.js.map