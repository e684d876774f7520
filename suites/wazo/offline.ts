import { randomUUID } from 'node:crypto';
import { contract } from '../harness/checks/contract.ts';
import { all, hasStatus, lacks, same, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { valueAt } from '../harness/http/exchange.ts';
import { flow, issuesRefreshToken, issuesToken } from './api.ts';
import { ACCEPTED, ACCESS_TOKEN, JSON_BODY, OFFLINE_TOKEN, REFRESH_TOKEN, USABLE } from './ids.ts';

const TWO_FIELDS = 'wazo.refresh.only-two-fields';

export const offlineLogin = flow(
  'an offline login is answered with a refresh token',
  {
    endpoint: 'refresh',
    judges: {
      ...each([TWO_FIELDS, ...contract('wazo/offline-token-response').ids], [...ACCESS_TOKEN, JSON_BODY]),
      [USABLE]: [ACCEPTED, OFFLINE_TOKEN, 'wazo.refresh.offline-access-token-type'],
      'wazo.refresh.offline-needs-credentials': REFRESH_TOKEN,
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
    const used = () => wazo.useToken(extract(login, '/data/token', OFFLINE_TOKEN));
    await check(USABLE, async () => [login, await used()], succeeds);

    await refuses('wazo.refresh.offline-needs-credentials', {
      given: () => wazo.user,
      alter: (user) => ({ ...user, password: `wrong-${randomUUID()}` }),
      send: (user) => wazo.createOfflineToken(user, client_id, { body: { expiration: 3600 } }),
      accepted: issuesRefreshToken,
      detail: { 'wazo.vendor.refused-status': hasStatus(401) },
    });

    const online = await wazo.createToken({ as: wazo.user, body: { client_id, access_type: 'online' } });
    check('wazo.vendor.no-refresh-token-online', online, all(issuesToken, lacks('/data/refresh_token')));
    const sameToken = same('the same refresh token,', (made) => valueAt(made, '/data/refresh_token'));
    check('wazo.vendor.refresh-token-kept', [login, withMore], sameToken);
  },
);
