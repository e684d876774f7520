import { contract } from '../harness/checks/contract.js';
import { equals, succeeds } from '../harness/checks/matchers.js';
import { statusOf, summaryOf, textOf } from '../harness/http/exchange.js';
import { flow } from './api.js';
import { ISSUED, LOGIN, REFRESH_TOKEN } from './ids.js';
import { itemsOf } from './token-list.js';
const HAS_LOGIN = 'wazo.vendor.list-has-login';
const HIDES = 'wazo.vendor.list-hides-tokens';
const NOT_MOBILE = 'wazo.vendor.mobile-flag-off';
export const listing = flow('a user sees which applications hold refresh tokens', {
    endpoint: 'refresh',
    needs: REFRESH_TOKEN,
    judges: [...contract('wazo/token-list-response').ids, HAS_LOGIN, HIDES, NOT_MOBILE],
}, async ({ wazo, check, conforms, skip, extract, undecided }) => {
    const clientId = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, clientId);
    const refreshToken = extract(login, '/data/refresh_token', ISSUED);
    const list = await wazo.listTokens(extract(login, '/data/token', LOGIN));
    if (!succeeds(list).ok) {
        const ids = [...contract('wazo/token-list-response').ids, HAS_LOGIN, HIDES, NOT_MOBILE];
        // A refusal says that the list is not for this user; an error or silence says nothing.
        if ((statusOf(list) ?? 500) < 500)
            skip(ids, `wazo.user may not list its refresh tokens (${summaryOf(list)})`);
        else
            undecided(ids, summaryOf(list));
        return;
    }
    conforms('wazo/token-list-response', list, HAS_LOGIN);
    check(HIDES, [login, list], (exchange) => ({
        ok: !textOf(exchange.response?.body).includes(refreshToken),
        expected: 'no refresh token in the list',
        actual: summaryOf(exchange),
    }));
    const items = itemsOf(list);
    if (!items) {
        undecided([HAS_LOGIN, NOT_MOBILE], 'the list does not name its applications', 'wazo.vendor.list-client-id');
        return;
    }
    const item = items.find(({ client_id }) => client_id === clientId);
    const listed = check(HAS_LOGIN, [login, list], (exchange) => ({
        ok: item !== undefined,
        expected: `an item with client_id ${clientId}`,
        actual: summaryOf(exchange),
    }));
    if (!listed)
        undecided([NOT_MOBILE], 'the login is not in the list', HAS_LOGIN);
    else if (typeof item?.mobile !== 'boolean') {
        undecided([NOT_MOBILE], 'the list does not say what is mobile', 'wazo.vendor.list-mobile');
    }
    else
        check(NOT_MOBILE, [login, list], equals('mobile', false, item.mobile));
});
//# sourceMappingURL=listing.js.map