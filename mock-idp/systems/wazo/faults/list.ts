import { altered, type Change, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { authorize } from '../authorize.ts';
import { type ListQuery, listQuery } from '../list-query.ts';
import { isWanted, listable, listItem, listMessage, pageOf } from '../refresh-list.ts';
import { Refused } from '../responses.ts';
import type { RefreshToken } from '../store.ts';
import { openTo, renamed } from './changes.ts';

const none: readonly RefreshToken[] = [];

/** Filters by another query than the one that was asked for. */
const filteredBy = (change: Partial<ListQuery>): Change =>
  instead(isWanted, (honest) => (token, query) => honest(token, { ...query, ...change }));

/** Sorts and cuts by another query than the one that was asked for. */
const pagedBy = (change: Partial<ListQuery>): Change =>
  instead(pageOf, (honest) => (found, query) => honest(found, { ...query, ...change }));

/** Reads a query that is refused as if this parameter were not there. */
const badIgnored = (name: string): Change =>
  instead(listQuery, (honest) => (query, orders) => {
    try {
      return honest(query, orders);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return honest({ ...query, [name]: undefined }, orders);
    }
  });

/** Asks for no more than what everybody may do, reading their own list, where it should ask for such an access. */
const needingOwnList = (access: RegExp): Change =>
  instead(
    authorize,
    (honest) => (call, required) => honest(call, access.test(required) ? 'auth.users.me.tokens.read' : required),
  );

/** Faults of the lists of refresh tokens. */
export const listFaults = faultsOf('wazo.server', {
  'list-forgets': [
    'Offline logins do not appear in the list.',
    'wazo.vendor.list-has-login',
    altered(listable, () => none),
  ],
  'list-shows-tokens': [
    'The list shows the refresh tokens.',
    'wazo.vendor.list-hides-tokens',
    altered(listItem, (item, { token }) => ({ ...item, refresh_token: token })),
  ],
  'list-filter-ignored': [
    'The list cannot be filtered by client_id.',
    'wazo.vendor.list-filter',
    filteredBy({ client_id: undefined }),
  ],
  'list-limit-ignored': ['The list has no limit.', 'wazo.vendor.list-limit', pagedBy({ limit: undefined })],
  'list-bad-limit-accepted': [
    'A limit that is not a number is ignored.',
    'wazo.vendor.list-bad-limit',
    badIgnored('limit'),
  ],
  'list-search-ignored': ['The list cannot be searched.', 'wazo.vendor.list-search', filteredBy({ search: '' })],
  'list-order-ignored': [
    'The list is always in order of creation.',
    'wazo.vendor.list-order',
    pagedBy({ order: 'created_at' }),
  ],
  'list-direction-ignored': [
    'The list is always in ascending order.',
    'wazo.vendor.list-direction',
    pagedBy({ direction: 'asc' }),
  ],
  'list-offset-ignored': [
    'The list always begins at its beginning.',
    'wazo.vendor.list-offset',
    pagedBy({ offset: 0 }),
  ],
  'list-bad-order-accepted': ['An unknown order is ignored.', 'wazo.vendor.list-bad-order', badIgnored('order')],
  'list-bad-direction-accepted': [
    'An unknown direction is ignored.',
    'wazo.vendor.list-bad-direction',
    badIgnored('direction'),
  ],
  'list-bad-offset-accepted': ['An offset below 0 is ignored.', 'wazo.vendor.list-bad-offset', badIgnored('offset')],
  'list-mobile-filter-ignored': [
    'The list cannot be filtered by mobile.',
    'wazo.vendor.list-mobile-filter',
    filteredBy({ mobile: undefined }),
  ],
  'list-total-of-filtered': [
    'total counts what the filter leaves.',
    'wazo.vendor.list-totals',
    instead(listMessage, (honest) => (_total, filtered, items) => honest(filtered, filtered, items)),
  ],
  'list-error-unnamed': [
    'A bad list parameter is refused under another error_id.',
    'wazo.vendor.list-error-id',
    renamed('invalid-list-param', 'bad-request'),
  ],
  'list-by-uuid-empty': [
    "The list by the user's UUID is empty.",
    'wazo.vendor.list-by-uuid',
    altered(listable, (found, { params }) => (params.user === undefined ? found : none)),
  ],
  'list-by-uuid-anonymous': [
    'The list by UUID opens without a token.',
    'wazo.vendor.list-needs-token',
    openTo(/^auth\.users\.[^.]+\.tokens\.read$/, ({ service, params }) => service.accounts.byUuid(params.user ?? '')),
  ],
  'list-of-anybody': [
    'Every user reads the list of every other.',
    'wazo.vendor.list-of-others',
    needingOwnList(/^auth\.users\.[^.]+\.tokens\.read$/),
  ],
  'list-all-for-anybody': [
    'Every user reads the list of the whole tenant.',
    'wazo.vendor.list-all-needs-permission',
    needingOwnList(/^auth\.tokens\.read$/),
  ],
  'mobile-always-marked': [
    'Every login is listed as mobile.',
    'wazo.vendor.mobile-flag-off',
    altered(listItem, (item) => ({ ...item, mobile: true })),
  ],
  'mobile-unmarked': [
    'Mobile logins are not marked.',
    'wazo.vendor.mobile-flag',
    altered(listItem, (item) => ({ ...item, mobile: false })),
  ],
});
