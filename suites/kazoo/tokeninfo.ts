import { attemptsOf } from '../harness/checks/attempts.ts';
import { contract } from '../harness/checks/contract.ts';
import { forgedTokens, openJwt } from '../harness/checks/jwt.ts';
import { equals, isRefused, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, statusOf, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { flow, without } from './api.ts';
import { FORGED_IDS } from './forgeries.ts';
import { JWT, LOGIN, TOKEN } from './ids.ts';

const BY_QUERY = 'kazoo.tokeninfo.by-query';
const NAMED = 'kazoo.tokeninfo.token-named';
const FORGED = 'kazoo.practice.tokeninfo-forged';
const AUTHORIZE = 'kazoo.authorize.answers';

export const tokenInfo = flow(
  'tokeninfo tells whom a token is for',
  {
    endpoint: 'token',
    judges: {
      ...each([BY_QUERY, 'kazoo.tokeninfo.by-body', ...contract('kazoo/tokeninfo-response').ids], TOKEN),
      ...each(['kazoo.vendor.tokeninfo-anonymous', 'kazoo.vendor.tokeninfo-missing', AUTHORIZE], TOKEN),
    },
  },
  async ({ kazoo, check, conforms, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const byQuery = await kazoo.tokenInfo(token, token);
    const byBody = await kazoo.call('POST', '/auth/tokeninfo', { token, body: { data: { token } } });
    check(BY_QUERY, byQuery, succeeds);
    check('kazoo.tokeninfo.by-body', byBody, succeeds);
    const described = succeeds(byQuery).ok ? byQuery : byBody;
    conforms('kazoo/tokeninfo-response', described, BY_QUERY);
    const anonymous = succeeds(byQuery).ok
      ? await kazoo.tokenInfo(token)
      : await kazoo.call('POST', '/auth/tokeninfo', { body: { data: { token } } });
    check('kazoo.vendor.tokeninfo-anonymous', [described, anonymous], succeeds);
    check('kazoo.vendor.tokeninfo-missing', await kazoo.call('GET', '/auth/tokeninfo', { token }), isRefused);

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
    judges: { [NAMED]: [BY_QUERY, 'kazoo.tokeninfo.data'] },
    skipFact: without('otherUser'),
  },
  async ({ kazoo, check, extract }) => {
    const login = await kazoo.login(kazoo.user);
    const own = extract(login, '/auth_token', LOGIN);
    const other = extract(await kazoo.login(kazoo.otherUser), '/auth_token', LOGIN);
    const described = [await kazoo.tokenInfo(own, own), await kazoo.tokenInfo(own, other)];
    const owner = valueAt(login, '/data/owner_id') ?? valueAt(described[0] as Exchange, '/data/owner_id');
    check(NAMED, described, (last, all = [last]) => {
      const owners = all.map((exchange) => valueAt(exchange, '/data/owner_id'));
      return equals('owner_id of the token, whoever asks', [owner, owner], owners)(last);
    });
  },
);

export const forgedTokenInfo = flow(
  'tokeninfo does not believe a forged token',
  { endpoint: 'token', judges: { [FORGED]: [JWT, BY_QUERY, ...FORGED_IDS] } },
  async ({ kazoo, refuses, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const jwt = openJwt(token);
    await refuses<string>(FORGED, {
      given: () => token,
      alter: attemptsOf(jwt ? forgedTokens(jwt) : [], (_, forged) => forged),
      send: (one) => kazoo.tokenInfo(one),
      accepted: succeeds,
    });
  },
);
