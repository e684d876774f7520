import { hasHeader, type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { type Exchange, valueAt } from '../harness/http/exchange.ts';
import { flow, issuesToken, noOtherUser } from './api.ts';
import {
  IDENTIFIES,
  ISSUED,
  KEEPS,
  LOGIN,
  OFFLINE_TOKENS,
  REFRESH_TOKEN,
  REFRESHED_TOKEN,
  UNKNOWN_REFUSED,
  USABLE,
} from './ids.ts';
import { isMobile } from './listing.ts';

const REPLACES = 'wazo.vendor.mobile-replaces';
const REVOKED = 'wazo.vendor.sessions-revoked-header';
const FRESH = 'wazo.vendor.mobile-fresh-token';
const SPARES_OTHERS = 'wazo.vendor.mobile-spares-other-users';

const onPhone = { headers: [['Wazo-Session-Type', 'mobile'] as const] };
const says = hasHeader('Wazo-Sessions-Revoked', /^[1-9]\d*$/);

/** A fact that mobile logins are not for this target. */
const mayNot = ({ destructive }: { readonly destructive: boolean }) =>
  destructive ? undefined : 'destructive is not set, and a mobile login ends the other mobile sessions of its user';

const isAnother: Matcher = (later, [earlier = later] = []) => {
  const isSame = valueAt(earlier, '/data/refresh_token') === valueAt(later, '/data/refresh_token');
  return {
    ok: !isSame,
    expected: 'another refresh token than that of the login before',
    actual: isSame ? 'the same refresh token' : 'another one',
  };
};

export const mobile = flow(
  'a phone replaces the phone before it',
  {
    endpoint: 'refresh',
    judges: {
      'wazo.vendor.mobile-flag': [...OFFLINE_TOKENS, USABLE, 'wazo.vendor.list-has-login', 'wazo.vendor.list-mobile'],
      [REVOKED]: [...REFRESHED_TOKEN, KEEPS],
      [REPLACES]: [...REFRESHED_TOKEN, KEEPS],
      'wazo.vendor.mobile-ends-sessions': [...OFFLINE_TOKENS, USABLE, UNKNOWN_REFUSED, REPLACES],
      [FRESH]: REFRESH_TOKEN,
      'wazo.vendor.sessions-revoked-same-client': [...OFFLINE_TOKENS, USABLE, REVOKED, FRESH],
    },
    skipFact: mayNot,
  },
  async ({ wazo, check, refused, extract }) => {
    const [firstId, secondId] = [wazo.newClientId(), wazo.newClientId()];
    const first = await wazo.createOfflineToken(wazo.user, firstId, onPhone);
    const token = extract(first, '/data/token', LOGIN);
    await check('wazo.vendor.mobile-flag', async () => [first, await wazo.listTokens(token)], isMobile(firstId, true));

    const body = { client_id: firstId, refresh_token: extract(first, '/data/refresh_token', ISSUED) };
    const before = { refreshed: await wazo.refresh(body), opened: await wazo.useToken(token) };
    const second = await wazo.createOfflineToken(wazo.user, secondId, onPhone);
    check(REVOKED, second, says);
    await refused(REPLACES, {
      control: before.refreshed,
      refused: () => wazo.refresh(body),
      accepted: issuesToken,
    });
    await refused('wazo.vendor.mobile-ends-sessions', {
      control: before.opened,
      refused: () => wazo.useToken(token),
      accepted: succeeds,
    });

    const third = await wazo.createOfflineToken(wazo.user, secondId, onPhone);
    extract(third, '/data/refresh_token', ISSUED);
    check(FRESH, [second, third], isAnother);
    check('wazo.vendor.sessions-revoked-same-client', [second, third], says);
  },
);

export const besidesMobile = flow(
  'a phone does not end what is not on a phone',
  {
    endpoint: 'refresh',
    judges: {
      'wazo.vendor.mobile-spares-non-mobile': [...REFRESHED_TOKEN, KEEPS, IDENTIFIES],
      [SPARES_OTHERS]: [...REFRESHED_TOKEN, KEEPS],
      'wazo.vendor.non-mobile-spares-mobile': [...REFRESHED_TOKEN, KEEPS, IDENTIFIES],
    },
    skipFact: mayNot,
    facts: { [SPARES_OTHERS]: noOtherUser },
  },
  async ({ wazo, check, extract }) => {
    const client_id = wazo.newClientId();
    const spared = async (id: string, application: string, login: Exchange, cause: Exchange) => {
      const refresh_token = extract(login, '/data/refresh_token', ISSUED);
      extract(cause, '/data/refresh_token', ISSUED);
      const refresh = async () => [login, cause, await wazo.refresh({ client_id: application, refresh_token })];
      await check(id, refresh, issuesToken);
    };
    const others = wazo.otherUser && (await wazo.createOthersToken(client_id, onPhone));
    const [desktopId, phoneId, laterId] = [wazo.newClientId(), wazo.newClientId(), wazo.newClientId()];
    const desktop = await wazo.createOfflineToken(wazo.user, desktopId);
    const phone = await wazo.createOfflineToken(wazo.user, phoneId, onPhone);
    await spared('wazo.vendor.mobile-spares-non-mobile', desktopId, desktop, phone);
    if (others) await spared(SPARES_OTHERS, client_id, others, phone);
    const later = await wazo.createOfflineToken(wazo.user, laterId);
    await spared('wazo.vendor.non-mobile-spares-mobile', phoneId, phone, later);
  },
);
