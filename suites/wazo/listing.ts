import { contract } from '../harness/contract.ts';
import { summaryOf, textOf } from '../harness/exchange.ts';
import { equals, hasHeader, hasStatus, succeeds } from '../harness/judge.ts';
import { flow, issuesToken } from './api.ts';
import { ISSUED, LOGIN, REFRESH_TOKEN, REFRESHED_TOKEN } from './ids.ts';
import { clientIdsOf, itemsOf } from './token-list.ts';

const HAS_LOGIN = 'wazo.vendor.list-has-login';
const FILTERS = ['wazo.vendor.list-filter', 'wazo.vendor.list-limit', 'wazo.vendor.list-bad-limit'];

export const listing = flow(
  'a user sees which applications hold refresh tokens',
  {
    endpoint: 'refresh',
    needs: REFRESH_TOKEN,
    judges: [...contract('wazo/token-list-response').ids, HAS_LOGIN, 'wazo.vendor.list-hides-tokens', ...FILTERS],
  },
  async ({ wazo, check, conforms, hangs, skip, take, undecided }) => {
    const [clientId, otherId] = [wazo.newClientId(), wazo.newClientId()];
    const login = await wazo.createOfflineToken(wazo.user, clientId);
    await wazo.createOfflineToken(wazo.user, otherId);
    const token = take(login, '/data/token', LOGIN);
    const refreshToken = take(login, '/data/refresh_token', ISSUED);

    const list = await wazo.listTokens(token);
    if (!succeeds(list).ok) {
      const ids = [...contract('wazo/token-list-response').ids, HAS_LOGIN, 'wazo.vendor.list-hides-tokens', ...FILTERS];
      skip(ids, `wazo.user may not list its refresh tokens (${summaryOf(list)})`);
      return;
    }
    conforms('wazo/token-list-response', list, HAS_LOGIN);
    check('wazo.vendor.list-hides-tokens', [login, list], (exchange) => ({
      ok: !textOf(exchange.answer?.body).includes(refreshToken),
      expected: 'no refresh token in the list',
      actual: summaryOf(exchange),
    }));
    const names = clientIdsOf(list);
    if (!names) {
      undecided([HAS_LOGIN, ...FILTERS], 'the list does not name its applications', 'wazo.vendor.list-client-id');
      return;
    }
    check(HAS_LOGIN, [login, list], (exchange) => ({
      ok: names.includes(clientId),
      expected: `an item with client_id ${clientId}`,
      actual: summaryOf(exchange),
    }));
    if (!hangs(FILTERS, HAS_LOGIN)) {
      const filtered = await wazo.listTokens(token, `?client_id=${clientId}`);
      check('wazo.vendor.list-filter', [list, filtered], equals('client_ids', [clientId], clientIdsOf(filtered)));
      const limited = await wazo.listTokens(token, '?limit=1');
      check('wazo.vendor.list-limit', [list, limited], equals('number of items', 1, itemsOf(limited)?.length));
      check('wazo.vendor.list-bad-limit', [list, await wazo.listTokens(token, '?limit=-1')], hasStatus(400));
    }
  },
);

export const mobile = flow(
  'a phone replaces the phone before it',
  {
    endpoint: 'refresh',
    needs: [...REFRESHED_TOKEN, HAS_LOGIN, 'wazo.refresh.keeps-working'],
    judges: ['wazo.vendor.mobile-flag', 'wazo.vendor.mobile-replaces', 'wazo.vendor.sessions-revoked-header'],
    skipFact: ({ destructive }) =>
      destructive
        ? undefined
        : 'destructive is not set, and a mobile login ends the other mobile sessions of wazo.user',
  },
  async ({ wazo, check, hangs, refused, take }) => {
    const onPhone = { headers: [['Wazo-Session-Type', 'mobile'] as const] };
    const [firstId, secondId] = [wazo.newClientId(), wazo.newClientId()];
    const first = await wazo.createOfflineToken(wazo.user, firstId, onPhone);
    const list = await wazo.listTokens(take(first, '/data/token', LOGIN));
    const item = itemsOf(list)?.find(({ client_id }) => client_id === firstId);
    if (!hangs(['wazo.vendor.mobile-flag'], 'wazo.vendor.list-mobile')) {
      check('wazo.vendor.mobile-flag', [first, list], equals('mobile', true, item?.mobile));
    }

    const body = { client_id: firstId, refresh_token: take(first, '/data/refresh_token', ISSUED) };
    const control = await wazo.refresh(body);
    const second = await wazo.createOfflineToken(wazo.user, secondId, onPhone);
    check('wazo.vendor.sessions-revoked-header', second, hasHeader('Wazo-Sessions-Revoked', /^[1-9]\d*$/));
    refused('wazo.vendor.mobile-replaces', { control, refused: await wazo.refresh(body), accepted: issuesToken });
  },
);
