import { succeeds } from '../harness/checks/matchers.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import { flow, isEmptySuccess, issuesToken, without } from './api.ts';
import { RESET, TOKEN } from './ids.ts';
import { judgeTrials, sessionOf, trialsOf, useWhenEnded } from './sessions.ts';

const ACCOUNT = 'kazoo.account-reset.by-an-administrator';
const API_LOGIN = 'kazoo.vendor.api-login';

export const accountReset = flow(
  "an administrator resets the account's secret",
  {
    endpoint: 'token',
    judges: {
      [ACCOUNT]: [...TOKEN, 'kazoo.user-reset.login-again'],
      ...each(['kazoo.account-reset.empty-success', 'kazoo.vendor.account-reset-spares-users'], [where(ACCOUNT)]),
    },
    skipFact: without('destructive', 'admin'),
  },
  async ({ kazoo, check, extract }) => {
    const user = await sessionOf(kazoo, extract, kazoo.user);
    const admin = await sessionOf(kazoo, extract, kazoo.admin);
    const reset = await kazoo.act(`/accounts/${user.account}/auth`, admin.token, RESET);
    check(ACCOUNT, reset, succeeds);
    check('kazoo.account-reset.empty-success', reset, isEmptySuccess);
    const spared = async () => [reset, await kazoo.useToken(user.token)];
    await check('kazoo.vendor.account-reset-spares-users', spared, succeeds);
  },
);

export const accountResetOfApiTokens = flow(
  "a reset of the account's secret ends the tokens of its API key",
  {
    endpoint: 'token',
    judges: { 'kazoo.vendor.account-reset-ends-api-tokens': [...TOKEN, ACCOUNT, API_LOGIN] },
    skipFact: without('destructive', 'admin', 'apiKey'),
  },
  async ({ kazoo, movableClock, refused, extract }) => {
    const token = extract(await kazoo.apiLogin(kazoo.apiKey ?? ''), '/auth_token', API_LOGIN);
    const control = await kazoo.useToken(token);
    const admin = await sessionOf(kazoo, extract, kazoo.admin);
    await kazoo.act(`/accounts/${admin.account}/auth`, admin.token, RESET);
    await refused('kazoo.vendor.account-reset-ends-api-tokens', {
      control,
      refused: () => useWhenEnded(kazoo, token, !movableClock),
      accepted: succeeds,
    });
  },
);

export const accountResetByUser = flow(
  "a user who is not an administrator cannot reset the account's secret",
  {
    endpoint: 'token',
    judges: { 'kazoo.practice.account-reset-by-administrators': [...TOKEN, ACCOUNT] },
    skipFact: without('destructive', 'ownAccounts', 'admin'),
  },
  async ({ kazoo, check, refused, extract }) => {
    const user = await sessionOf(kazoo, extract, kazoo.user);
    const api = kazoo.apiKey === undefined ? undefined : await kazoo.apiLogin(kazoo.apiKey);
    const resetBy = (token: string | undefined) => kazoo.act(`/accounts/${user.account}/auth`, token, RESET);
    const look = () => (api && issuesToken(api).ok ? kazoo.useTokenOf(api) : kazoo.useToken(user.token));
    const trials = await trialsOf({ 'a user': user.token, nobody: undefined }, resetBy, look);
    const admin = await sessionOf(kazoo, extract, kazoo.admin);
    const control = await resetBy(admin.token);
    judgeTrials({ check, refused }, 'kazoo.practice.account-reset-by-administrators', trials, control);
  },
);
