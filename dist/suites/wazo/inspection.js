import { randomUUID } from 'node:crypto';
import { all, hasStatus, lacks, succeeds } from '../harness/checks/matchers.js';
import { statusOf, summaryOf, valueAt } from '../harness/http/exchange.js';
import { flow } from './api.js';
import { ISSUED, LOGIN, REFRESH_TOKEN } from './ids.js';
const IDS = [
    'wazo.vendor.get-token',
    'wazo.vendor.get-token-same-data',
    'wazo.vendor.get-token-hides-refresh-token',
    'wazo.vendor.head-token',
    'wazo.vendor.get-unknown-token',
    'wazo.vendor.get-not-uuid',
    'wazo.vendor.get-refresh-token',
];
/** What a token says of itself besides its times, which are looked up in whole seconds. */
const SAME = [
    'auth_id',
    'xivo_user_uuid',
    'xivo_uuid',
    'acl',
    'metadata',
    'session_uuid',
    'remote_addr',
    'user_agent',
];
const namesToken = (token) => (read) => {
    const same = valueAt(read, '/data/token') === token;
    return {
        ok: same,
        expected: 'the same token in data.token',
        actual: same ? 'the same token' : summaryOf(read),
    };
};
/** A value as text in which the order of members and of items does not matter. */
function sorted(value) {
    if (Array.isArray(value))
        return `[${value.map(sorted).sort().join()}]`;
    if (typeof value !== 'object' || value === null)
        return JSON.stringify(value) ?? 'none';
    return `{${Object.entries(value)
        .map(([name, own]) => `${name}:${sorted(own)}`)
        .sort()
        .join()}}`;
}
const saysTheSame = (login) => (read) => {
    const differing = SAME.filter((name) => {
        const [made, found] = [login, read].map((exchange) => sorted(valueAt(exchange, `/data/${name}`)));
        return made !== found;
    });
    return {
        ok: differing.length === 0,
        expected: `${SAME.join(', ')} as when the token was created`,
        actual: differing.length > 0 ? `different: ${differing.join(', ')}` : 'the same',
    };
};
export const inspection = flow('a service can look an access token up', { endpoint: 'token', needs: REFRESH_TOKEN, judges: IDS }, async ({ wazo, check, refused, skip, extract }) => {
    const login = await wazo.createOfflineToken(wazo.user, wazo.newClientId());
    const token = extract(login, '/data/token', LOGIN);
    const refreshToken = extract(login, '/data/refresh_token', ISSUED);
    const read = await wazo.readToken('GET', token);
    if ([404, 405, 501].includes(statusOf(read) ?? 0)) {
        skip(IDS, `there is no GET /token/{token} (${summaryOf(read)})`);
        return;
    }
    check('wazo.vendor.get-token', read, all(hasStatus(200), namesToken(token)));
    check('wazo.vendor.get-token-same-data', [login, read], saysTheSame(login));
    check('wazo.vendor.get-token-hides-refresh-token', [login, read], lacks('/data/refresh_token'));
    check('wazo.vendor.head-token', await wazo.readToken('HEAD', token), hasStatus(204));
    check('wazo.vendor.get-unknown-token', [read, await wazo.readToken('GET', randomUUID())], hasStatus(404));
    check('wazo.vendor.get-not-uuid', [read, await wazo.readToken('GET', 'not-a-uuid')], hasStatus(404));
    const mistaken = await wazo.readToken('GET', refreshToken);
    refused('wazo.vendor.get-refresh-token', { control: read, refused: mistaken, accepted: succeeds });
});
//# sourceMappingURL=inspection.js.map