import { contract } from '../harness/checks/contract.ts';
import { hasHeader, hasMediaType, hasStatus, type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { statusOf, succeeded, valueAt } from '../harness/http/exchange.ts';
import { flow } from './api.ts';
import { JSON_BODY, LOGIN } from './ids.ts';
import { apart, lifetimeOf } from './times.ts';

/** A login, with a hint where nothing is there at all. */
const logsIn: Matcher = (response) => {
  const finding = succeeds(response);
  if (![404, 405].includes(statusOf(response) ?? 0)) return finding;
  const hint = 'is anything served there? wazo.prefix (TARGET_WAZO_PREFIX) says where below the base URL';
  return { ...finding, actual: `${response.request.url}: ${finding.actual} (${hint})` };
};

/** Of two logins with different bodies: the second, with access_type offline, has another effect than the first. */
const takeEffect: Matcher = (offline, [plain = offline] = []) => ({
  ok:
    valueAt(offline, '/data/refresh_token') !== undefined ||
    lifetimeOf(plain) !== lifetimeOf(offline) ||
    !succeeded(offline),
  expected: 'some effect of expiration or access_type',
  actual: 'two logins with different bodies had the same lifetime, and access_type offline no effect',
});

export const login = flow(
  'a user name and a password create a token',
  {
    endpoint: 'token',
    judges: {
      ...each([LOGIN, ...contract('wazo/token-response').ids]),
      ...each(
        ['wazo.vendor.login-status', 'wazo.vendor.json-content-type', 'wazo.vendor.sessions-revoked-none'],
        [LOGIN],
      ),
      [JSON_BODY]: [LOGIN],
      'wazo.vendor.lifetime-exact': [LOGIN, JSON_BODY],
    },
  },
  async ({ wazo, check, conforms }) => {
    const response = await wazo.createToken({ as: wazo.user, body: { expiration: 3600 } });
    check(LOGIN, response, logsIn);
    conforms('wazo/token-response', response, LOGIN);
    check('wazo.vendor.login-status', response, hasStatus(200));
    check('wazo.vendor.json-content-type', response, hasMediaType('application/json'));
    check('wazo.vendor.sessions-revoked-none', response, hasHeader('Wazo-Sessions-Revoked', /^0$/));

    const body = { expiration: 60 };
    await check(
      JSON_BODY,
      async () => [response, await wazo.createOfflineToken(wazo.user, wazo.newClientId(), { body })],
      takeEffect,
    );
    check('wazo.vendor.lifetime-exact', response, apart('issued_at', 'expires_at', 3600));
  },
);
