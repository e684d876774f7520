import { randomUUID } from 'node:crypto';
import { contract } from '../harness/checks/contract.ts';
import { hasHeader, hasMediaType, hasStatus, type Matcher, same, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, statusOf, succeeded, summaryOf, textOf, valueAt } from '../harness/http/exchange.ts';
import { type Account, flow, issuesToken } from './api.ts';
import { ACCEPTED, ACCESS_TOKEN, JSON_BODY, LOGIN } from './ids.ts';
import { apart, lifetimeOf } from './times.ts';

const WRONG_PASSWORD = 'wazo.token.wrong-password-refused';
const UNKNOWN_USER = 'wazo.token.unknown-user-refused';

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
    check(LOGIN, response, succeeds);
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

const doesNotEcho =
  (secret: string): Matcher =>
  (refused) => {
    const text = JSON.stringify(refused.response?.headers) + textOf(refused.response?.body);
    const ok = !text.includes(secret) && !text.includes(Buffer.from(`:${secret}`).toString('base64').slice(2, -4));
    return { ok, expected: 'a response without the password', actual: ok ? 'none' : 'the password is sent back' };
  };

const words = (refusal: Exchange) => [statusOf(refusal), valueAt(refusal, '/reason')];

export const refusedLogins = flow(
  'wrong credentials create no token',
  {
    endpoint: 'token',
    judges: {
      ...each([WRONG_PASSWORD, UNKNOWN_USER, 'wazo.token.credentials-required'], ACCESS_TOKEN),
      ...each(
        ['wazo.vendor.refused-status', ...contract('wazo/refused-response').ids, 'wazo.practice.no-echo'],
        ACCESS_TOKEN,
      ),
      'wazo.practice.same-refusal': [WRONG_PASSWORD, UNKNOWN_USER],
    },
  },
  async ({ wazo, check, conforms, refuses }) => {
    const password = `wrong-${randomUUID()}`;
    const refusal = {
      given: (): Account | undefined => wazo.user,
      send: (as: Account | undefined) => wazo.createToken({ as, body: { expiration: 60 } }),
      accepted: issuesToken,
      detail: { 'wazo.vendor.refused-status': hasStatus(401) },
    };
    const wrongPassword = await refuses(WRONG_PASSWORD, {
      ...refusal,
      alter: () => ({ ...wazo.user, password }),
      detail: { ...refusal.detail, 'wazo.practice.no-echo': doesNotEcho(password) },
    });
    const isRefusal = (exchange: Exchange) => (statusOf(exchange) ?? 0) >= 400;
    conforms('wazo/refused-response', wrongPassword, WRONG_PASSWORD, isRefusal);
    const unknownUser = await refuses(UNKNOWN_USER, {
      ...refusal,
      alter: () => ({ ...wazo.user, name: `nobody-${randomUUID()}` }),
    });
    check('wazo.practice.same-refusal', [wrongPassword, unknownUser], same('the same status and reason,', words));
    await refuses('wazo.token.credentials-required', { ...refusal, alter: () => undefined });
  },
);

const isAnotherThatWorks: Matcher = (used, [first = used, second = used] = []) => {
  const isSame = valueAt(first, '/data/token') === valueAt(second, '/data/token');
  return {
    ok: !isSame && succeeded(used),
    expected: 'another token that opens the protected resource',
    actual: isSame ? 'the same token again' : summaryOf(used),
  };
};

export const repeatedLogin = flow(
  'a login can be repeated',
  { endpoint: 'token', judges: { 'wazo.token.login-repeatable': [...ACCESS_TOKEN, ACCEPTED] } },
  async ({ wazo, check, extract }) => {
    const first = await wazo.createToken({ as: wazo.user });
    const second = await wazo.createToken({ as: wazo.user });
    const used = await wazo.useToken(extract(second, '/data/token', LOGIN));
    check('wazo.token.login-repeatable', [first, second, used], isAnotherThatWorks);
  },
);
