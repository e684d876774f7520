import { contract } from '../harness/checks/contract.ts';
import { equals, type Matcher } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, summaryOf, textOf } from '../harness/http/exchange.ts';
import { flow } from './api.ts';
import { ISSUED, LOGIN, OFFLINE_TOKENS } from './ids.ts';
import { ifReadable } from './served.ts';
import { itemsOf } from './token-list.ts';

const HAS_LOGIN = 'wazo.vendor.list-has-login';

const hides =
  (secret: string): Matcher =>
  (list) => ({
    ok: !textOf(list.response?.body).includes(secret),
    expected: 'no refresh token in the list',
    actual: summaryOf(list),
  });

/** What a list says of an application. */
export const itemOf = (list: Exchange, clientId: string) =>
  itemsOf(list)?.find(({ client_id }) => client_id === clientId);

const has =
  (clientId: string): Matcher =>
  (list) => ({
    ok: itemOf(list, clientId) !== undefined,
    expected: `an item with client_id ${clientId}`,
    actual: summaryOf(list),
  });

/** The list says of the application whether it is mobile. */
export const isMobile =
  (clientId: string, mobile: boolean): Matcher =>
  (list) =>
    equals('mobile', mobile, itemOf(list, clientId)?.mobile)(list);

export const listing = flow(
  'a user sees which applications hold refresh tokens',
  {
    endpoint: 'refresh',
    judges: {
      ...each([...contract('wazo/token-list-response').ids, 'wazo.vendor.list-hides-tokens'], OFFLINE_TOKENS),
      [HAS_LOGIN]: [...OFFLINE_TOKENS, 'wazo.vendor.list-items', 'wazo.vendor.list-client-id'],
      'wazo.vendor.mobile-flag-off': [HAS_LOGIN, 'wazo.vendor.list-mobile'],
    },
  },
  async ({ wazo, check, conforms, extract }) => {
    const clientId = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, clientId);
    const refreshToken = extract(login, '/data/refresh_token', ISSUED);
    const response = await wazo.listTokens(extract(login, '/data/token', LOGIN));
    const list = ifReadable(response, 'its refresh tokens');
    conforms('wazo/token-list-response', list, HAS_LOGIN);
    check('wazo.vendor.list-hides-tokens', [login, list], hides(refreshToken));
    check(HAS_LOGIN, [login, list], has(clientId));
    check('wazo.vendor.mobile-flag-off', [login, list], isMobile(clientId, false));
  },
);
