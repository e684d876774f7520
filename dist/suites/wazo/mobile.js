import { equals, hasHeader, succeeds } from '../harness/checks/matchers.js';
import { flow, issuesToken } from './api.js';
import { ACCEPTED, ISSUED, LOGIN, REFRESHED_TOKEN } from './ids.js';
import { itemsOf } from './token-list.js';
const FLAG = 'wazo.vendor.mobile-flag';
const REPLACES = 'wazo.vendor.mobile-replaces';
const ENDS_SESSIONS = 'wazo.vendor.mobile-ends-sessions';
const REVOKED = 'wazo.vendor.sessions-revoked-header';
const FRESH = 'wazo.vendor.mobile-fresh-token';
const REVOKED_SAME = 'wazo.vendor.sessions-revoked-same-client';
const SPARES_OTHERS = 'wazo.vendor.mobile-spares-other-users';
const onPhone = { headers: [['Wazo-Session-Type', 'mobile']] };
const says = hasHeader('Wazo-Sessions-Revoked', /^[1-9]\d*$/);
/** A fact that mobile logins are not for this target. */
const mayNot = ({ destructive }) => destructive ? undefined : 'destructive is not set, and a mobile login ends the other mobile sessions of its user';
export const mobile = flow('a phone replaces the phone before it', {
    endpoint: 'refresh',
    needs: [
        ...REFRESHED_TOKEN,
        ACCEPTED,
        'wazo.access.unknown-token-refused',
        'wazo.refresh.offline-token-usable',
        'wazo.refresh.keeps-working',
    ],
    judges: [FLAG, REPLACES, ENDS_SESSIONS, REVOKED, FRESH, REVOKED_SAME],
    skipFact: mayNot,
}, async ({ wazo, check, refused, extract, undecided }) => {
    const [firstId, secondId] = [wazo.newClientId(), wazo.newClientId()];
    const first = await wazo.createOfflineToken(wazo.user, firstId, onPhone);
    const token = extract(first, '/data/token', LOGIN);
    const list = await wazo.listTokens(token);
    const item = itemsOf(list)?.find(({ client_id }) => client_id === firstId);
    if (!item)
        undecided([FLAG], 'the login is not in the list', 'wazo.vendor.list-has-login');
    else if (typeof item.mobile !== 'boolean') {
        undecided([FLAG], 'the list does not say what is mobile', 'wazo.vendor.list-mobile');
    }
    else
        check(FLAG, [first, list], equals('mobile', true, item.mobile));
    const body = { client_id: firstId, refresh_token: extract(first, '/data/refresh_token', ISSUED) };
    const before = { refreshed: await wazo.refresh(body), opened: await wazo.useToken(token) };
    const second = await wazo.createOfflineToken(wazo.user, secondId, onPhone);
    const secondToken = extract(second, '/data/refresh_token', ISSUED);
    const after = { refreshed: await wazo.refresh(body), opened: await wazo.useToken(token) };
    const counted = check(REVOKED, second, says);
    refused(REPLACES, { control: before.refreshed, refused: after.refreshed, accepted: issuesToken });
    if (issuesToken(after.refreshed).ok)
        undecided([ENDS_SESSIONS], 'the refresh token itself lives on', REPLACES);
    else
        refused(ENDS_SESSIONS, { control: before.opened, refused: after.opened, accepted: succeeds });
    const third = await wazo.createOfflineToken(wazo.user, secondId, onPhone);
    const same = extract(third, '/data/refresh_token', ISSUED) === secondToken;
    const fresh = check(FRESH, [second, third], () => ({
        ok: !same,
        expected: 'another refresh token than that of the login before',
        actual: same ? 'the same refresh token' : 'another one',
    }));
    if (!counted)
        undecided([REVOKED_SAME], 'sessions are not counted at all', REVOKED);
    else if (!fresh)
        undecided([REVOKED_SAME], 'the login before was not replaced', FRESH);
    else
        check(REVOKED_SAME, [second, third], says);
});
export const besidesMobile = flow('a phone does not end what is not on a phone', {
    endpoint: 'refresh',
    needs: [...REFRESHED_TOKEN, 'wazo.refresh.client-id-identifies', 'wazo.refresh.keeps-working'],
    judges: ['wazo.vendor.mobile-spares-non-mobile', 'wazo.vendor.non-mobile-spares-mobile', SPARES_OTHERS],
    skipFact: mayNot,
}, async ({ wazo, check, skip, extract }) => {
    const client_id = wazo.newClientId();
    const spared = async (id, application, login, cause) => {
        const refresh_token = extract(login, '/data/refresh_token', ISSUED);
        extract(cause, '/data/refresh_token', ISSUED);
        check(id, [login, cause, await wazo.refresh({ client_id: application, refresh_token })], issuesToken);
    };
    const others = wazo.otherUser && (await wazo.createOfflineToken(wazo.otherUser, client_id, onPhone));
    const [desktopId, phoneId, laterId] = [wazo.newClientId(), wazo.newClientId(), wazo.newClientId()];
    const desktop = await wazo.createOfflineToken(wazo.user, desktopId);
    const phone = await wazo.createOfflineToken(wazo.user, phoneId, onPhone);
    await spared('wazo.vendor.mobile-spares-non-mobile', desktopId, desktop, phone);
    if (others)
        await spared(SPARES_OTHERS, client_id, others, phone);
    else
        skip([SPARES_OTHERS], 'the target file names no wazo.otherUser');
    const later = await wazo.createOfflineToken(wazo.user, laterId);
    await spared('wazo.vendor.non-mobile-spares-mobile', phoneId, phone, later);
});
//# sourceMappingURL=mobile.js.map