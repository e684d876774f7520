import { randomUUID } from 'node:crypto';
import { contract } from '../harness/checks/contract.js';
import { all, equals, hasStatus, lacks, succeeds } from '../harness/checks/matchers.js';
import { valueAt } from '../harness/http/exchange.js';
import { flow, issuesRefreshToken, issuesToken } from './api.js';
import { ACCEPTED, ACCESS_TOKEN, JSON_BODY } from './ids.js';
const USABLE = 'wazo.refresh.offline-token-usable';
const TWO_FIELDS = 'wazo.refresh.only-two-fields';
const refreshTokenOf = (login) => valueAt(login, '/data/refresh_token');
export const offlineLogin = flow('an offline login is answered with a refresh token', {
    endpoint: 'refresh',
    needs: [...ACCESS_TOKEN, JSON_BODY],
    judges: [
        TWO_FIELDS,
        ...contract('wazo/offline-token-response').ids,
        USABLE,
        'wazo.refresh.offline-needs-credentials',
        'wazo.vendor.refused-status',
        'wazo.vendor.no-refresh-token-online',
        'wazo.vendor.refresh-token-kept',
    ],
}, async ({ wazo, check, conforms, hangs, refuses, extract }) => {
    const client_id = wazo.newClientId();
    const shown = await wazo.createOfflineToken(wazo.user, client_id);
    const withMore = await wazo.createOfflineToken(wazo.user, client_id, { body: { expiration: 3600 } });
    check(TWO_FIELDS, shown, succeeds);
    const login = succeeds(shown).ok ? shown : withMore;
    conforms('wazo/offline-token-response', login, TWO_FIELDS);
    const token = extract(login, '/data/token', 'wazo.refresh.offline-access-token');
    if (!hangs([USABLE], ACCEPTED))
        check(USABLE, [login, await wazo.useToken(token)], succeeds);
    await refuses('wazo.refresh.offline-needs-credentials', {
        given: () => wazo.user,
        alter: (user) => ({ ...user, password: `wrong-${randomUUID()}` }),
        send: (user) => wazo.createOfflineToken(user, client_id, { body: { expiration: 3600 } }),
        accepted: issuesRefreshToken,
        detail: { 'wazo.vendor.refused-status': hasStatus(401) },
    });
    const online = await wazo.createToken({ as: wazo.user, body: { client_id, access_type: 'online' } });
    check('wazo.vendor.no-refresh-token-online', online, all(issuesToken, lacks('/data/refresh_token')));
    check('wazo.vendor.refresh-token-kept', [login, withMore], equals('the same refresh token,', refreshTokenOf(login), refreshTokenOf(withMore)));
});
//# sourceMappingURL=offline.js.map