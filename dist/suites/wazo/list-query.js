import { contract } from '../harness/checks/contract.js';
import { equals, hasStatus, succeeds } from '../harness/checks/matchers.js';
import { statusOf, summaryOf, valueAt } from '../harness/http/exchange.js';
import { flow } from './api.js';
import { LOGIN, REFRESH_TOKEN } from './ids.js';
import { itemsOf } from './token-list.js';
const FILTER = 'wazo.vendor.list-filter';
const TOTALS = 'wazo.vendor.list-totals';
const QUERIES = [
    FILTER,
    TOTALS,
    'wazo.vendor.list-search',
    'wazo.vendor.list-mobile-filter',
    'wazo.vendor.list-order',
    'wazo.vendor.list-direction',
    'wazo.vendor.list-limit',
    'wazo.vendor.list-offset',
];
const BAD_LIMIT = 'wazo.vendor.list-bad-limit';
const ERROR_ID = 'wazo.vendor.list-error-id';
const REFUSALS = [
    BAD_LIMIT,
    'wazo.vendor.list-bad-offset',
    'wazo.vendor.list-bad-order',
    'wazo.vendor.list-bad-direction',
    ERROR_ID,
];
const ERROR = contract('wazo/resource-error-response').ids;
/** The applications that a list names, in its own order. */
const namesIn = (list) => itemsOf(list)?.map(({ client_id }) => client_id);
/** The list has these of the wanted applications, in this order; others may lie between them. */
const names = (wanted, expected) => (list) => {
    const actual = namesIn(list)?.filter((name) => wanted.includes(name));
    return equals('of our client_ids', expected, actual)(list);
};
export const listQueries = flow('the list of refresh tokens can be filtered, sorted and paged', {
    endpoint: 'refresh',
    needs: [...REFRESH_TOKEN, 'wazo.refresh.offline-token-usable'],
    judges: [...QUERIES, ...REFUSALS, ...ERROR],
}, async ({ wazo, check, conforms, skip, extract, undecided }) => {
    // The one that is made first comes last by name, so that no two orders are the same.
    const [first = '', second = ''] = [wazo.newClientId(), wazo.newClientId()].sort().reverse();
    const login = await wazo.createOfflineToken(wazo.user, first);
    await wazo.createOfflineToken(wazo.user, second);
    const token = extract(login, '/data/token', LOGIN);
    const list = await wazo.listTokens(token);
    if (!succeeds(list).ok) {
        skip([...QUERIES, ...REFUSALS, ...ERROR], `wazo.user may not list its refresh tokens (${summaryOf(list)})`);
        return;
    }
    const refused = async (id, query) => {
        const response = await wazo.listTokens(token, query);
        check(id, [list, response], hasStatus(400));
        return response;
    };
    const badLimit = await refused(BAD_LIMIT, '?limit=-1');
    await refused('wazo.vendor.list-bad-offset', '?offset=-1');
    await refused('wazo.vendor.list-bad-order', '?order=colour');
    await refused('wazo.vendor.list-bad-direction', '?direction=sideways');
    conforms('wazo/resource-error-response', badLimit, BAD_LIMIT, (exchange) => statusOf(exchange) === 400);
    const errorId = valueAt(badLimit, '/error_id');
    if (statusOf(badLimit) !== 400)
        undecided([ERROR_ID], 'there was no refusal to look at', BAD_LIMIT);
    else if (typeof errorId !== 'string') {
        undecided([ERROR_ID], 'the refusal has no error_id', 'wazo.vendor.resource-error-error-id');
    }
    else
        check(ERROR_ID, badLimit, equals('error_id', 'invalid-list-param', errorId));
    const all = namesIn(list);
    const both = [first, second];
    if (!all || !both.every((name) => all.includes(name))) {
        const missing = all ? 'wazo.vendor.list-has-login' : 'wazo.vendor.list-client-id';
        undecided(QUERIES, 'the list does not name the logins just made', missing);
        return;
    }
    const filtered = await wazo.listTokens(token, `?client_id=${first}`);
    const counts = [valueAt(list, '/total'), valueAt(filtered, '/total'), valueAt(filtered, '/filtered')];
    if (!check(FILTER, [list, filtered], equals('client_ids', [first], namesIn(filtered)))) {
        undecided([TOTALS], 'the filter does not work', FILTER);
    }
    else if (!counts.every(Number.isInteger)) {
        undecided([TOTALS], 'there are no counts', 'wazo.vendor.list-total');
    }
    else
        check(TOTALS, [list, filtered], equals('total and filtered', [counts[0], 1], counts.slice(1)));
    const found = await wazo.listTokens(token, `?search=${first.slice('tollgate-'.length)}`);
    check('wazo.vendor.list-search', [list, found], equals('client_ids', [first], namesIn(found)));
    const phones = await wazo.listTokens(token, '?mobile=true');
    const others = await wazo.listTokens(token, '?mobile=false');
    check('wazo.vendor.list-mobile-filter', [list, phones], names(both, []));
    check('wazo.vendor.list-mobile-filter', [list, others], names(both, both));
    check('wazo.vendor.list-order', [list, await wazo.listTokens(token, '?order=client_id')], names(both, [second, first]));
    check('wazo.vendor.list-direction', [list, await wazo.listTokens(token, '?direction=desc')], names(both, [second, first]));
    const limited = await wazo.listTokens(token, '?limit=1');
    check('wazo.vendor.list-limit', [list, limited], equals('number of items', 1, itemsOf(limited)?.length));
    const rest = await wazo.listTokens(token, '?offset=1');
    check('wazo.vendor.list-offset', [list, rest], equals('client_ids', all.slice(1), namesIn(rest)));
});
//# sourceMappingURL=list-query.js.map