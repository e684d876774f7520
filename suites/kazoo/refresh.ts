import { type Matcher, same, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, valueAt } from '../harness/http/exchange.ts';
import { flow, issuesToken } from './api.ts';
import { ACCEPTED, JWT, LOGIN, REFRESHES, TOKEN } from './ids.ts';
import { claimOf } from './jwt.ts';

/** The response issues a token other than the one of the first response. */
const issuesAnother: Matcher = (refreshed, [login = refreshed] = []) => {
  const finding = issuesToken(refreshed);
  const isSame = valueAt(refreshed, '/auth_token') === valueAt(login, '/auth_token');
  return isSame ? { ...finding, ok: false, actual: 'the token that asked for it' } : finding;
};

const identityOf = (exchange: Exchange) => [claimOf(exchange, 'account_id'), claimOf(exchange, 'owner_id')];

export const refresh = flow(
  'a token is exchanged for a new one while it is valid',
  {
    endpoint: 'refresh',
    judges: {
      [REFRESHES]: TOKEN,
      ...each(['kazoo.refresh.token-works', 'kazoo.vendor.refresh-keeps-old'], [REFRESHES, ACCEPTED]),
      'kazoo.practice.refresh-same-identity': [REFRESHES, JWT],
      'kazoo.refresh.needs-token': [REFRESHES],
    },
  },
  async ({ kazoo, check, refuses, extract }) => {
    const login = await kazoo.login(kazoo.user);
    const token = extract(login, '/auth_token', LOGIN);
    const refreshed = await kazoo.refresh(token);
    check(REFRESHES, [login, refreshed], issuesAnother);
    const fresh = extract(refreshed, '/auth_token', REFRESHES);
    await check('kazoo.refresh.token-works', async () => [refreshed, await kazoo.useToken(fresh)], succeeds);
    check('kazoo.practice.refresh-same-identity', [login, refreshed], same('account_id and owner_id', identityOf));
    await check('kazoo.vendor.refresh-keeps-old', async () => [refreshed, await kazoo.useToken(token)], succeeds);
    const another = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    await refuses('kazoo.refresh.needs-token', {
      given: (): string | undefined => another,
      alter: () => undefined,
      send: kazoo.refresh,
      accepted: issuesToken,
    });
  },
);
