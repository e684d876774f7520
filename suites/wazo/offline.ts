import { randomUUID } from 'node:crypto';
import { attemptsOf, row } from '../harness/checks/attempts.ts';
import { contract } from '../harness/checks/contract.ts';
import { all, hasStatus, lacks, type Matcher, same, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { valueAt } from '../harness/http/exchange.ts';
import { type Account, flow, givesRefreshToken, givesToken, issuesToken } from './api.ts';
import {
  ACCEPTED,
  ACCESS_TOKEN,
  JSON_BODY,
  NO_CREDENTIALS,
  OFFLINE_TOKEN,
  OFFLINE_TOKENS,
  REFRESH_TOKEN,
  TWO_TOKENS,
  UNKNOWN_USER,
  USABLE,
  WRONG_PASSWORD,
} from './ids.ts';

/** A response that gives an access token or a refresh token away. */
const givesEither: Matcher = (exchange) => (givesToken(exchange).ok ? givesToken : givesRefreshToken)(exchange);

/** The two tokens that came are not one. */
const areTwo: Matcher = (login) => {
  const isOne = valueAt(login, '/data/token') === valueAt(login, '/data/refresh_token');
  return { ok: !isOne, expected: 'two tokens', actual: isOne ? 'the same value for both' : 'two tokens' };
};

const TWO_FIELDS = 'wazo.refresh.only-two-fields';

export const offlineLogin = flow(
  'an offline login is answered with a refresh token',
  {
    endpoint: 'refresh',
    judges: {
      ...each([TWO_FIELDS, ...contract('wazo/offline-token-response').ids], [...ACCESS_TOKEN, JSON_BODY]),
      [USABLE]: [ACCEPTED, OFFLINE_TOKEN, 'wazo.refresh.offline-access-token-type'],
      [TWO_TOKENS]: OFFLINE_TOKENS,
      'wazo.refresh.offline-needs-credentials': [
        ...REFRESH_TOKEN,
        WRONG_PASSWORD,
        UNKNOWN_USER,
        NO_CREDENTIALS,
        'wazo.vendor.empty-name-refused',
        'wazo.vendor.empty-password-refused',
      ],
      'wazo.vendor.refused-status': ACCESS_TOKEN,
      'wazo.vendor.no-refresh-token-online': ACCESS_TOKEN,
      'wazo.vendor.refresh-token-kept': REFRESH_TOKEN,
    },
  },
  async ({ wazo, check, conforms, refuses, extract }) => {
    const client_id = wazo.newClientId();
    const shown = await wazo.createOfflineToken(wazo.user, client_id);
    const withMore = await wazo.createOfflineToken(wazo.user, client_id, { body: { expiration: 3600 } });
    check(TWO_FIELDS, shown, succeeds);
    const login = succeeds(shown).ok ? shown : withMore;
    conforms('wazo/offline-token-response', login, TWO_FIELDS);
    check(TWO_TOKENS, login, areTwo);
    const used = () => wazo.useToken(extract(login, '/data/token', OFFLINE_TOKEN));
    await check(USABLE, async () => [login, await used()], succeeds);

    // How credentials compare is that of any login; here is tried what an offline login may leave out.
    const { name, password } = wazo.user;
    const wrong = [
      row<Account | undefined>('no credentials', undefined),
      row('a wrong password', { name, password: `wrong-${randomUUID()}` }),
      row('no password', { name, password: '' }),
      row('a name of nobody', { name: `nobody-${randomUUID()}`, password }),
      row('no name', { name: '', password }),
    ];
    await refuses('wazo.refresh.offline-needs-credentials', {
      given: (): Account | undefined => wazo.user,
      alter: attemptsOf(wrong, (_: Account | undefined, as) => as),
      send: (as) => wazo.createOfflineToken(as, client_id, { body: { expiration: 3600 } }),
      accepted: givesEither,
      detail: { 'wazo.vendor.refused-status': hasStatus(401) },
    });

    const online = await wazo.createToken({ as: wazo.user, body: { client_id, access_type: 'online' } });
    check('wazo.vendor.no-refresh-token-online', online, all(issuesToken, lacks('/data/refresh_token')));
    const sameToken = same('the same refresh token,', (made) => valueAt(made, '/data/refresh_token'));
    check('wazo.vendor.refresh-token-kept', [login, withMore], sameToken);
  },
);
