import { same, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, valueAt } from '../harness/http/exchange.ts';
import { flow, issuesToken } from './api.ts';
import { JWT, LOGIN, TOKEN } from './ids.ts';
import { claimOf } from './jwt.ts';

const NEW = 'kazoo.refresh.new-token';
const WORKS = 'kazoo.refresh.token-works';
const SAME = 'kazoo.practice.refresh-same-identity';

export const refresh = flow(
  'a token is exchanged for a new one while it is valid',
  {
    endpoint: 'refresh',
    judges: {
      ...each([NEW, 'kazoo.vendor.refresh-keeps-old'], TOKEN),
      ...each([WORKS, 'kazoo.refresh.needs-token'], [NEW]),
      [SAME]: [NEW, JWT],
    },
  },
  async ({ kazoo, check, refuses, extract }) => {
    const login = await kazoo.login(kazoo.user);
    const token = extract(login, '/auth_token', LOGIN);
    const refreshed = await kazoo.refresh(token);
    const fresh = valueAt(refreshed, '/auth_token');
    check(NEW, [login, refreshed], (exchange) => {
      const finding = issuesToken(exchange);
      return fresh === token ? { ...finding, ok: false, actual: 'the token that asked for it' } : finding;
    });
    await check(WORKS, async () => [refreshed, await kazoo.useToken(String(fresh))], succeeds);
    const who = (exchange: Exchange) => [claimOf(exchange, 'account_id'), claimOf(exchange, 'owner_id')];
    check(SAME, [login, refreshed], same('account_id and owner_id', who));
    check('kazoo.vendor.refresh-keeps-old', [refreshed, await kazoo.useToken(token)], succeeds);
    const another = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    await refuses('kazoo.refresh.needs-token', {
      given: (): string | undefined => another,
      alter: () => undefined,
      send: kazoo.refresh,
      accepted: issuesToken,
    });
  },
);
