import { contract } from '../harness/checks/contract.ts';
import { equals, hasStatus, type Matcher, undecided } from '../harness/checks/matchers.ts';
import { isAbsent } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, statusOf, valueAt } from '../harness/http/exchange.ts';
import { flow } from './api.ts';
import { LOGIN, OFFLINE_TOKENS, USABLE } from './ids.ts';
import { hasErrorId } from './resource-error.ts';
import { following, ifReadable } from './served.ts';
import { itemsOf } from './token-list.ts';

const FILTER = 'wazo.vendor.list-filter';
const BAD_LIMIT = 'wazo.vendor.list-bad-limit';
const LISTS = [...OFFLINE_TOKENS, USABLE];

/** The applications that a list names, in its own order. */
const namesIn = (list: Exchange) => itemsOf(list)?.map(({ client_id }) => client_id);

/** The list has exactly these applications, in this order. */
const namesOnly =
  (expected: readonly string[]): Matcher =>
  (list) =>
    equals('client_ids', expected, namesIn(list))(list);

/** The list has these of the wanted applications, in this order; others may lie between them. */
const names =
  (wanted: readonly string[], expected: readonly string[]): Matcher =>
  (list) => {
    const actual = namesIn(list)?.filter((name) => wanted.includes(name));
    return equals('of our client_ids', expected, actual)(list);
  };

/** The whole list says how many there are, one of which it is filtered down to. */
const counts: Matcher = (filtered, [list = filtered] = []) => {
  const all = valueAt(list, '/total');
  const actual = [valueAt(filtered, '/total'), valueAt(filtered, '/filtered')];
  if (![all, ...actual].every(Number.isInteger)) return undecided('there are no counts', 'wazo.vendor.list-total');
  return equals('total and filtered', [all, 1], actual)(filtered);
};

/** Without the first of the wanted, where the list without an offset begins with it; others may come and go meanwhile. */
const skipsTo =
  (wanted: readonly string[]): Matcher =>
  (rest, [list = rest] = []) => {
    const [all = [], left] = [list, rest].map(namesIn);
    const at = Math.min(...wanted.map((name) => all.indexOf(name)));
    const expected = all.slice(at + 1).filter((name) => wanted.includes(name));
    return equals(
      'of our client_ids',
      expected,
      left?.filter((name) => wanted.includes(name)),
    )(rest);
  };

export const listQueries = flow(
  'the list of refresh tokens can be filtered, sorted and paged',
  {
    endpoint: 'refresh',
    judges: {
      ...each(
        [BAD_LIMIT, 'wazo.vendor.list-bad-offset', 'wazo.vendor.list-bad-order', 'wazo.vendor.list-bad-direction'],
        LISTS,
      ),
      ...each(contract('wazo/resource-error-response').ids, [BAD_LIMIT]),
      'wazo.vendor.list-error-id': [BAD_LIMIT],
      ...each(
        [
          FILTER,
          'wazo.vendor.list-search',
          'wazo.vendor.list-mobile-filter',
          'wazo.vendor.list-order',
          'wazo.vendor.list-direction',
          'wazo.vendor.list-limit',
          'wazo.vendor.list-offset',
        ],
        [...LISTS, 'wazo.vendor.list-client-id', 'wazo.vendor.list-has-login'],
      ),
      'wazo.vendor.list-totals': [FILTER, 'wazo.vendor.list-total'],
    },
  },
  async ({ wazo, check, conforms, extract }) => {
    // The one that is made first comes last by name, so that no two orders are the same.
    const [first = '', second = ''] = [wazo.newClientId(), wazo.newClientId()].sort().reverse();
    const both = [first, second];
    const login = await wazo.createOfflineToken(wazo.user, first);
    await wazo.createOfflineToken(wazo.user, second);
    const token = extract(login, '/data/token', LOGIN);
    const list = ifReadable(await wazo.listTokens(token), 'its refresh tokens');
    const asked = (query: string) => async () => [list, await following(list, () => wazo.listTokens(token, query))];

    const badLimit = await following(list, () => wazo.listTokens(token, '?limit=-1'));
    check(BAD_LIMIT, [list, badLimit], hasStatus(400));
    conforms('wazo/resource-error-response', badLimit, BAD_LIMIT, (exchange) => statusOf(exchange) === 400);
    check('wazo.vendor.list-error-id', badLimit, hasErrorId('invalid-list-param'));
    await check('wazo.vendor.list-bad-offset', asked('?offset=-1'), hasStatus(400));
    await check('wazo.vendor.list-bad-order', asked('?order=colour'), hasStatus(400));
    await check('wazo.vendor.list-bad-direction', asked('?direction=sideways'), hasStatus(400));

    const filtered = await following(list, () => wazo.listTokens(token, `?client_id=${first}`));
    check(FILTER, [list, filtered], namesOnly([first]));
    check('wazo.vendor.list-totals', [list, filtered], counts);
    await check('wazo.vendor.list-search', asked(`?search=${first.slice('tollgate-'.length)}`), namesOnly([first]));
    await check('wazo.vendor.list-mobile-filter', asked('?mobile=true'), names(both, []));
    await check('wazo.vendor.list-mobile-filter', asked('?mobile=false'), names(both, both));
    await check('wazo.vendor.list-order', asked('?order=client_id'), names(both, [second, first]));
    await check('wazo.vendor.list-direction', asked('?direction=desc'), names(both, [second, first]));
    await check('wazo.vendor.list-limit', asked('?limit=1'), (limited) =>
      equals('number of items', 1, itemsOf(limited)?.length)(limited),
    );
    const skipped = isAbsent(list) ? 0 : Math.max(0, namesIn(list)?.findIndex((name) => both.includes(name)) ?? 0);
    await check('wazo.vendor.list-offset', asked(`?offset=${skipped + 1}`), skipsTo(both));
  },
);
