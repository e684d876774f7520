import { attemptsOf, row } from '../harness/checks/attempts.ts';
import { contract } from '../harness/checks/contract.ts';
import { forgedTokens, openJwt } from '../harness/checks/jwt.ts';
import { type Matcher, same, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, statusOf, succeeded, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { flow, without } from './api.ts';
import { FORGED_IDS } from './forgeries.ts';
import { JWT, LOGIN, TOKEN } from './ids.ts';

const BY_QUERY = 'kazoo.tokeninfo.by-query';
const BY_BODY = 'kazoo.tokeninfo.by-body';
const NAMED = 'kazoo.tokeninfo.token-named';
const FORGED = 'kazoo.practice.tokeninfo-forged';
const MISSING = 'kazoo.vendor.tokeninfo-missing';
const AUTHORIZE = 'kazoo.authorize.answers';

/** A success that says something of the token; what is no object is another matter. */
const describes: Matcher = (exchange) => ({
  ok: succeeded(exchange) && JSON.stringify(valueAt(exchange, '/data')) !== '{}',
  expected: 'a 2xx response that says something in data',
  actual: summaryOf(exchange),
});

export const tokenInfo = flow(
  'tokeninfo tells whom a token is for',
  {
    endpoint: 'token',
    judges: {
      ...each(
        [BY_QUERY, BY_BODY, ...contract('kazoo/tokeninfo-response').ids, 'kazoo.vendor.tokeninfo-anonymous', AUTHORIZE],
        TOKEN,
      ),
      [MISSING]: [BY_QUERY],
    },
  },
  async ({ kazoo, check, conforms, refuses, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const byQuery = await kazoo.tokenInfo(token, token);
    const byBody = await kazoo.call('POST', '/auth/tokeninfo', { token, body: { data: { token } } });
    check(BY_QUERY, byQuery, describes);
    check(BY_BODY, byBody, describes);
    const isDescription = (exchange: Exchange) => describes(exchange).ok;
    conforms('kazoo/tokeninfo-response', byQuery, BY_QUERY, isDescription);
    conforms('kazoo/tokeninfo-response', byBody, BY_BODY, isDescription);
    const described = succeeds(byQuery).ok ? byQuery : byBody;
    const anonymous = succeeds(byQuery).ok
      ? await kazoo.tokenInfo(token)
      : await kazoo.call('POST', '/auth/tokeninfo', { body: { data: { token } } });
    check('kazoo.vendor.tokeninfo-anonymous', [described, anonymous], succeeds);
    await refuses(MISSING, {
      given: () => `?token=${encodeURIComponent(token)}`,
      alter: attemptsOf([row('no parameter', ''), row('an empty one', '?token=')], (_, query) => query),
      send: (query) => kazoo.call('GET', `/auth/tokeninfo${query}`, { token }),
      accepted: succeeds,
    });

    const authorize = await kazoo.call('PUT', '/auth/authorize', { token, body: { data: { token } } });
    check(AUTHORIZE, authorize, (exchange) => ({
      ok: ![404, 405].includes(statusOf(exchange) ?? 0),
      expected: 'any response but 404 and 405',
      actual: summaryOf(exchange),
    }));
  },
);

export const namedToken = flow(
  'tokeninfo describes the token that is named',
  {
    endpoint: 'token',
    judges: { [NAMED]: ['kazoo.tokeninfo.data'] },
    skipFact: without('otherUser'),
  },
  async ({ kazoo, check, extract }) => {
    const own = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const other = extract(await kazoo.login(kazoo.otherUser), '/auth_token', LOGIN);
    const alone = await kazoo.tokenInfo(own, own);
    const asked = await kazoo.tokenInfo(own, other);
    const byBody = await kazoo.call('POST', '/auth/tokeninfo', { token: other, body: { data: { token: own } } });
    const described = [alone, asked, byBody].filter((one) => describes(one).ok);
    const seen = described.length > 1 ? described : { nothing: 'no two descriptions to compare', blockedBy: BY_QUERY };
    check(
      NAMED,
      seen,
      same('owner_id', (exchange) => valueAt(exchange, '/data/owner_id')),
    );
  },
);

export const forgedTokenInfo = flow(
  'tokeninfo does not believe a forged token',
  { endpoint: 'token', judges: { [FORGED]: [JWT, BY_QUERY, ...FORGED_IDS] } },
  async ({ kazoo, refuses, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const jwt = openJwt(token);
    await refuses(FORGED, {
      given: () => token,
      alter: attemptsOf(jwt ? forgedTokens(jwt) : [], (_: string, value) => value),
      send: (one: string) => kazoo.tokenInfo(one),
      accepted: succeeds,
    });
  },
);
