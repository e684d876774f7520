import { contract } from '../harness/checks/contract.ts';
import { succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { flow, isEmptySuccess, issuesToken, without } from './api.ts';
import { REFRESHES, RESET, TOKEN } from './ids.ts';
import { judgeTrials, loginAgain, sessionOf, trialsOf, useWhenEnded } from './sessions.ts';

const BY_USER = 'kazoo.user-reset.by-the-user';
const AGAIN = 'kazoo.user-reset.login-again';
const BY_ADMIN = 'kazoo.user-reset.by-an-administrator';
const NOT_OTHER = 'kazoo.user-reset.not-by-another-user';
const NOT_ELSEWHERE = 'kazoo.user-reset.not-from-another-account';

export const userReset = flow(
  "a reset of a user's secret ends the user's tokens",
  {
    endpoint: 'token',
    judges: {
      [BY_USER]: TOKEN,
      ...each(
        [
          'kazoo.user-reset.empty-success',
          ...contract('kazoo/envelope-response').ids,
          'kazoo.user-reset.ends-tokens',
          AGAIN,
        ],
        [BY_USER],
      ),
      'kazoo.refresh.fails-after-reset': [BY_USER, REFRESHES],
    },
    skipFact: without('destructive'),
  },
  async ({ kazoo, check, conforms, movableClock, refused, extract }) => {
    const { token, account, owner } = await sessionOf(kazoo, extract, kazoo.user);
    const another = await sessionOf(kazoo, extract, kazoo.user);
    const control = await kazoo.useToken(token);
    const refreshed = await kazoo.refresh(another.token);
    const reset = await kazoo.act(`/accounts/${account}/users/${owner}/auth`, token, RESET);
    check(BY_USER, reset, succeeds);
    check('kazoo.user-reset.empty-success', reset, isEmptySuccess);
    conforms('kazoo/envelope-response', reset, BY_USER);
    await refused('kazoo.user-reset.ends-tokens', {
      control,
      refused: () => useWhenEnded(kazoo, token, !movableClock),
      accepted: succeeds,
    });
    await refused('kazoo.refresh.fails-after-reset', {
      control: refreshed,
      refused: () => kazoo.refresh(token),
      accepted: issuesToken,
    });
    await check(AGAIN, () => loginAgain(kazoo, reset), succeeds);
  },
);

export const resetByAdministrator = flow(
  "an administrator resets a user's secret, and nobody else's",
  {
    endpoint: 'token',
    judges: { [BY_ADMIN]: [...TOKEN, AGAIN], 'kazoo.vendor.user-reset-spares-others': [BY_ADMIN] },
    skipFact: without('destructive', 'admin'),
  },
  async ({ kazoo, check, extract }) => {
    const user = await sessionOf(kazoo, extract, kazoo.user);
    const admin = await sessionOf(kazoo, extract, kazoo.admin);
    const reset = await kazoo.act(`/accounts/${user.account}/users/${user.owner}/auth`, admin.token, RESET);
    check(BY_ADMIN, reset, succeeds);
    const spared = async () => [reset, await kazoo.useToken(admin.token)];
    await check('kazoo.vendor.user-reset-spares-others', spared, succeeds);
  },
);

export const resetByStrangers = flow(
  "strangers cannot reset a user's secret",
  {
    endpoint: 'token',
    judges: each([NOT_OTHER, NOT_ELSEWHERE], [BY_USER, AGAIN]),
    skipFact: without('destructive', 'ownAccounts', 'otherUser', 'otherAdmin'),
  },
  async ({ kazoo, check, refused, extract }) => {
    const user = await sessionOf(kazoo, extract, kazoo.user);
    const path = `/accounts/${user.account}/users/${user.owner}/auth`;
    const resetBy = (token: string | undefined) => kazoo.act(path, token, RESET);
    const trialsBy = async (callers: Readonly<Record<string, string | undefined>>) => {
      const witness = await sessionOf(kazoo, extract, kazoo.user);
      return trialsOf(callers, resetBy, () => kazoo.useToken(witness.token));
    };
    const { token } = await sessionOf(kazoo, extract, kazoo.otherUser);
    const others = await trialsBy({ 'another user': token, nobody: undefined });
    const elsewhere = await sessionOf(kazoo, extract, kazoo.otherAdmin);
    const fromElsewhere = await trialsBy({ 'an administrator of another account': elsewhere.token });
    const own = await sessionOf(kazoo, extract, kazoo.user);
    const control = await resetBy(own.token);
    judgeTrials({ check, refused }, NOT_OTHER, others, control);
    judgeTrials({ check, refused }, NOT_ELSEWHERE, fromElsewhere, control);
  },
);
