import { randomUUID } from 'node:crypto';
import { attemptsOf, row, without } from '../harness/checks/attempts.ts';
import { contract } from '../harness/checks/contract.ts';
import { openJwt } from '../harness/checks/jwt.ts';
import { equals, given, hasStatus, type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { nearMisses } from '../harness/checks/near-misses.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, statusOf, valueAt } from '../harness/http/exchange.ts';
import { flow, issuesToken } from './api.ts';
import { ACCEPTED, JWT, LOGIN, TOKEN } from './ids.ts';

const HEADER = 'kazoo.vendor.token-header';
const CLAIMS = 'kazoo.vendor.token-claims';
const MESSAGE = 'kazoo.vendor.unauthorized-message';
const UNKNOWN_REFUSED = 'kazoo.access.unknown-token-refused';

export const login = flow(
  'a user with Kazoo credentials gets a token',
  {
    endpoint: 'token',
    judges: { [LOGIN]: [], ...each(['kazoo.vendor.put-status', JWT], [LOGIN]), ...each([HEADER, CLAIMS], [JWT]) },
  },
  async ({ kazoo, check, extract }) => {
    const response = await kazoo.login(kazoo.user);
    check(LOGIN, response, issuesToken);
    const token = extract(response, '/auth_token', LOGIN);
    check('kazoo.vendor.put-status', response, hasStatus(201));
    const jwt = openJwt(token);
    check(JWT, response, () => ({
      ok: jwt !== undefined,
      expected: 'a token of three parts, whose header and payload are JSON objects',
      actual: jwt ? 'a JWT' : `a token of ${token.split('.').length} part(s)`,
    }));
    const { alg, typ, kid } = jwt?.header ?? {};
    check(HEADER, response, equals('alg, typ and type of kid', ['RS256', 'JWT', 'string'], [alg, typ, typeof kid]));
    const { iss, account_id, owner_id, exp } = jwt?.claims ?? {};
    const types = [typeof account_id, typeof owner_id, typeof exp];
    const expected = ['kazoo', 'string', 'string', 'number'];
    check(CLAIMS, response, equals('iss, and the types of account_id, owner_id and exp', expected, [iss, ...types]));
  },
);

const hasMessage = (exchange: Exchange) => typeof valueAt(exchange, '/message') === 'string';

const saysInvalidCredentials: Matcher = (exchange) => {
  const actual = String(valueAt(exchange, '/message'));
  return { ok: /^invalid[_ ]credentials$/.test(actual), expected: 'invalid_credentials', actual };
};

export const access = flow(
  'a token opens what is for its user, and nothing else does',
  {
    endpoint: 'token',
    judges: {
      [ACCEPTED]: [LOGIN],
      ...each(['kazoo.access.token-needed', UNKNOWN_REFUSED, 'kazoo.vendor.unauthorized-status'], TOKEN),
      ...each([...contract('kazoo/error-response').ids, MESSAGE], [UNKNOWN_REFUSED]),
    },
  },
  async ({ kazoo, check, conforms, refuses, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    check(ACCEPTED, await kazoo.useToken(token), succeeds);
    const refusal = {
      given: (): string | undefined => token,
      send: kazoo.useToken,
      accepted: succeeds,
      detail: { 'kazoo.vendor.unauthorized-status': hasStatus(401) },
    };
    const none = [row('no X-Auth-Token', undefined), row('an empty one', '')];
    await refuses('kazoo.access.token-needed', { ...refusal, alter: attemptsOf(none, (_, value) => value) });
    const texts = [row('a UUID', randomUUID()), ...without(nearMisses(token, 'header'), ['empty'], 'it is no token')];
    const noTokens = texts.filter(({ value }) => openJwt(value) === undefined);
    const unknown = await refuses(UNKNOWN_REFUSED, { ...refusal, alter: attemptsOf(noTokens, (_, value) => value) });
    const isRefusal = (exchange: Exchange) => (statusOf(exchange) ?? 0) >= 400;
    conforms('kazoo/error-response', unknown, UNKNOWN_REFUSED, isRefusal);
    check(MESSAGE, unknown, given(hasMessage, 'kazoo.vendor.error-message', saysInvalidCredentials));
  },
);
