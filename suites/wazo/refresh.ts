import { randomUUID } from 'node:crypto';
import { contract } from '../harness/checks/contract.ts';
import { hasHeader, hasMediaType, hasStatus, lacks, type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { succeeded, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { basic, flow, issuesToken } from './api.ts';
import { atOnce } from './at-once.ts';
import { ACCEPTED, CREATES, ISSUED, KEEPS, NEW, OFFLINE_TOKENS, REFRESH_TOKEN, REFRESHED_TOKEN } from './ids.ts';
import { apart } from './times.ts';
import { areUnpredictable } from './unpredictable.ts';

/** Of a login, its refresh and a use of the refreshed token: that token is another one, and it opens the resource. */
const isNewAndOpens: Matcher = (used, [login = used, refreshed = used] = []) => {
  const isSame = valueAt(login, '/data/token') === valueAt(refreshed, '/data/token');
  return {
    ok: !isSame && succeeded(used),
    expected: 'a token other than that of the login, which opens the protected resource',
    actual: isSame ? 'the token of the login again' : summaryOf(used),
  };
};

export const refresh = flow(
  'a refresh token makes access tokens',
  {
    endpoint: 'refresh',
    judges: {
      ...each([CREATES, ...contract('wazo/refreshed-token-response').ids], REFRESH_TOKEN),
      ...each(
        [
          'wazo.vendor.refresh-status',
          'wazo.vendor.json-content-type',
          'wazo.vendor.sessions-revoked-none',
          'wazo.vendor.refresh-not-reissued',
        ],
        [CREATES],
      ),
      'wazo.vendor.refresh-lifetime-exact': [CREATES],
      [NEW]: [...REFRESHED_TOKEN, ACCEPTED],
      [KEEPS]: REFRESHED_TOKEN,
      'wazo.practice.access-token-unpredictable': [...OFFLINE_TOKENS, NEW, KEEPS],
      ...each(['wazo.vendor.empty-basic', 'wazo.vendor.basic-ignored', 'wazo.vendor.refresh-online'], [KEEPS]),
    },
  },
  async ({ wazo, check, conforms, extract }) => {
    const client_id = wazo.newClientId();
    const login = await wazo.createOfflineToken(wazo.user, client_id);
    const refresh_token = extract(login, '/data/refresh_token', ISSUED);
    const body = { expiration: 3600, client_id, refresh_token };

    const refreshed = await wazo.refresh(body);
    check(CREATES, refreshed, succeeds);
    conforms('wazo/refreshed-token-response', refreshed, CREATES);
    check('wazo.vendor.refresh-status', refreshed, hasStatus(200));
    check('wazo.vendor.json-content-type', refreshed, hasMediaType('application/json'));
    check('wazo.vendor.sessions-revoked-none', refreshed, hasHeader('Wazo-Sessions-Revoked', /^0$/));
    check('wazo.vendor.refresh-lifetime-exact', refreshed, apart('issued_at', 'expires_at', 3600));
    check('wazo.vendor.refresh-not-reissued', refreshed, lacks('/data/refresh_token'));
    const token = extract(refreshed, '/data/token', CREATES);
    await check(NEW, async () => [login, refreshed, await wazo.useToken(token)], isNewAndOpens);

    const again = [await wazo.refresh(body), ...(await atOnce(3, () => wazo.refresh(body)))];
    for (const exchange of again) check(KEEPS, [refreshed, exchange], issuesToken);
    const made = [login, refreshed, ...again];
    const tokens = made.map((exchange) => String(valueAt(exchange, '/data/token')));
    check('wazo.practice.access-token-unpredictable', made, areUnpredictable(tokens));

    const withBasic = (credentials: string) => () => wazo.refresh(body, { headers: [['Authorization', credentials]] });
    const wrong = basic({ ...wazo.user, password: `wrong-${randomUUID()}` });
    await check('wazo.vendor.empty-basic', withBasic('Basic Og=='), issuesToken);
    await check('wazo.vendor.basic-ignored', withBasic(wrong), issuesToken);
    const online = { ...body, access_type: 'online' };
    await check('wazo.vendor.refresh-online', () => wazo.refresh(online), issuesToken);
  },
);
