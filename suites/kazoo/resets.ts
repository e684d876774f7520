import { contract } from '../harness/checks/contract.ts';
import { succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, valueAt } from '../harness/http/exchange.ts';
import { flow, isDone, isEmptySuccess, issuesToken, type KazooApi, type User, without } from './api.ts';
import { loginAgain, useWhenEnded } from './ended.ts';
import { LOGIN, TOKEN } from './ids.ts';

const RESET = 'reset_signature_secret';

type Kazoo = KazooApi['kazoo'];

/** A login's token together with whom it is for. */
interface Session {
  readonly token: string;
  readonly account: string;
  readonly owner: string;
  readonly control: Exchange;
}

type Take = (exchange: Exchange, pointer: string, id: string) => string;

async function sessionOf(kazoo: Kazoo, extract: Take, user: User | undefined): Promise<Session> {
  const login = await kazoo.login(user);
  const token = extract(login, '/auth_token', LOGIN);
  const account = extract(login, '/data/account_id', LOGIN);
  const owner = extract(login, '/data/owner_id', LOGIN);
  return { token, account, owner, control: await kazoo.useToken(token) };
}

const BY = 'kazoo.user-reset.by-the-user';
const AGAIN = 'kazoo.user-reset.login-again';

export const userReset = flow(
  "a reset of a user's secret ends the user's tokens",
  {
    endpoint: 'token',
    judges: {
      [BY]: TOKEN,
      ...each(['kazoo.user-reset.empty-success', ...contract('kazoo/envelope-response').ids], [BY]),
      ...each(['kazoo.user-reset.ends-tokens', AGAIN], [BY]),
      'kazoo.refresh.fails-after-reset': [BY, 'kazoo.refresh.new-token'],
    },
    skipFact: without('destructive'),
  },
  async ({ kazoo, check, conforms, movableClock, refused, extract }) => {
    const { token, account, owner, control } = await sessionOf(kazoo, extract, kazoo.user);
    const another = await sessionOf(kazoo, extract, kazoo.user);
    const refreshed = await kazoo.refresh(another.token);
    const reset = await kazoo.act(`/accounts/${account}/users/${owner}/auth`, token, RESET);
    check(BY, reset, succeeds);
    check('kazoo.user-reset.empty-success', reset, isEmptySuccess);
    conforms('kazoo/envelope-response', reset, BY);
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
    await check(AGAIN, async () => [reset, ...(await loginAgain(kazoo))], succeeds);
  },
);

const BY_ADMIN = 'kazoo.user-reset.by-an-administrator';
const SPARES = 'kazoo.vendor.user-reset-spares-others';

export const resetByAdministrator = flow(
  "an administrator resets a user's secret, and nobody else's",
  {
    endpoint: 'token',
    judges: { [BY_ADMIN]: [...TOKEN, AGAIN], [SPARES]: [BY_ADMIN] },
    skipFact: without('destructive', 'admin'),
  },
  async ({ kazoo, check, extract }) => {
    const user = await sessionOf(kazoo, extract, kazoo.user);
    const admin = await sessionOf(kazoo, extract, kazoo.admin);
    const reset = await kazoo.act(`/accounts/${user.account}/users/${user.owner}/auth`, admin.token, RESET);
    check(BY_ADMIN, reset, succeeds);
    await check(SPARES, async () => [reset, await kazoo.useToken(admin.token)], succeeds);
  },
);

const NOT_OTHER = 'kazoo.user-reset.not-by-another-user';
const NOT_ELSEWHERE = 'kazoo.user-reset.not-from-another-account';

export const resetByStrangers = flow(
  "strangers cannot reset a user's secret",
  {
    endpoint: 'token',
    judges: each([NOT_OTHER, NOT_ELSEWHERE], [...TOKEN, BY, AGAIN]),
    skipFact: without('destructive', 'ownAccounts', 'otherUser', 'otherAdmin'),
  },
  async ({ kazoo, refused, extract }) => {
    const user = await sessionOf(kazoo, extract, kazoo.user);
    const path = `/accounts/${user.account}/users/${user.owner}/auth`;
    const attempts: [string, Exchange, boolean][] = [];
    for (const [id, stranger] of [
      [NOT_OTHER, kazoo.otherUser],
      [NOT_ELSEWHERE, kazoo.otherAdmin],
    ] as const) {
      const { token } = await sessionOf(kazoo, extract, stranger);
      const attempt = await kazoo.act(path, token, RESET);
      attempts.push([id, attempt, !succeeds(await kazoo.useToken(user.token)).ok]);
    }
    const own = await sessionOf(kazoo, extract, kazoo.user);
    const control = await kazoo.act(path, own.token, RESET);
    for (const [id, attempt, wasDone] of attempts) {
      refused(id, { control, refused: attempt, accepted: isDone(attempt, wasDone) });
    }
  },
);

const ACCOUNT = 'kazoo.account-reset.by-an-administrator';
const ACCOUNT_EMPTY = 'kazoo.account-reset.empty-success';
const ACCOUNT_SPARES = 'kazoo.vendor.account-reset-spares-users';

export const accountReset = flow(
  "an administrator resets the account's secret",
  {
    endpoint: 'token',
    judges: { [ACCOUNT]: [...TOKEN, AGAIN], ...each([ACCOUNT_EMPTY, ACCOUNT_SPARES], [ACCOUNT]) },
    skipFact: without('destructive', 'admin'),
  },
  async ({ kazoo, check, extract }) => {
    const user = await sessionOf(kazoo, extract, kazoo.user);
    const admin = await sessionOf(kazoo, extract, kazoo.admin);
    const reset = await kazoo.act(`/accounts/${user.account}/auth`, admin.token, RESET);
    check(ACCOUNT, reset, succeeds);
    check(ACCOUNT_EMPTY, reset, isEmptySuccess);
    await check(ACCOUNT_SPARES, async () => [reset, await kazoo.useToken(user.token)], succeeds);
  },
);

const API_TOKENS = 'kazoo.vendor.account-reset-ends-api-tokens';

export const accountResetOfApiTokens = flow(
  "a reset of the account's secret ends the tokens of its API key",
  {
    endpoint: 'token',
    judges: { [API_TOKENS]: [ACCOUNT, 'kazoo.vendor.api-login'] },
    skipFact: without('destructive', 'admin', 'apiKey'),
  },
  async ({ kazoo, movableClock, refused, extract }) => {
    const api = await kazoo.apiLogin(kazoo.apiKey ?? '');
    const token = extract(api, '/auth_token', 'kazoo.vendor.api-login');
    const control = await kazoo.useToken(token);
    const admin = await sessionOf(kazoo, extract, kazoo.admin);
    await kazoo.act(`/accounts/${admin.account}/auth`, admin.token, RESET);
    refused(API_TOKENS, { control, refused: await useWhenEnded(kazoo, token, !movableClock), accepted: succeeds });
  },
);

const BY_USER = 'kazoo.practice.account-reset-by-administrators';

export const accountResetByUser = flow(
  "a user who is not an administrator cannot reset the account's secret",
  {
    endpoint: 'token',
    judges: { [BY_USER]: [ACCOUNT] },
    skipFact: without('destructive', 'ownAccounts', 'admin'),
  },
  async ({ kazoo, refused, extract }) => {
    const user = await sessionOf(kazoo, extract, kazoo.user);
    const admin = await sessionOf(kazoo, extract, kazoo.admin);
    const path = `/accounts/${user.account}/auth`;
    const tried = await kazoo.act(path, user.token, RESET);
    refused(BY_USER, { control: await kazoo.act(path, admin.token, RESET), refused: tried, accepted: succeeds });
  },
);

const CHANGED = 'kazoo.provider.changed-by-super-duper-only';

export const providerChange = flow(
  'only a super duper administrator changes a provider',
  {
    endpoint: 'sso-callback',
    judges: { [CHANGED]: [...TOKEN, 'kazoo.provider.get', 'kazoo.provider.data'] },
    skipFact: without('destructive', 'ownAccounts', 'sso', 'superDuper', 'admin'),
  },
  async ({ kazoo, refused, extract }) => {
    const path = `/auth/providers/${kazoo.sso?.provider}`;
    const root = extract(await kazoo.login(kazoo.superDuper), '/auth_token', LOGIN);
    const admin = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const { id: _, ...data } = valueAt(await kazoo.call('GET', path, { token: root }), '/data') as Record<
      string,
      unknown
    >;
    // The document is written as it is, so that nothing changes where this is allowed.
    const change = (token: string) => kazoo.call('POST', path, { token, body: { data } });
    refused(CHANGED, { control: await change(root), refused: await change(admin), accepted: succeeds });
  },
);

const DELETED = 'kazoo.provider.deleted-by-super-duper-only';

export const providerDeletion = flow(
  'only a super duper administrator deletes a provider',
  {
    endpoint: 'sso-callback',
    judges: { [DELETED]: [...TOKEN, 'kazoo.provider.get'] },
    skipFact: without('destructive', 'ownAccounts', 'admin', 'expendableProvider'),
  },
  async ({ kazoo, refused, extract }) => {
    const path = `/auth/providers/${kazoo.expendableProvider}`;
    const token = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const control = await kazoo.call('GET', path, { token });
    const deletion = await kazoo.call('DELETE', path, { token });
    const isGone = !succeeds(await kazoo.call('GET', path, { token })).ok;
    refused(DELETED, { control, refused: deletion, accepted: isDone(deletion, isGone) });
  },
);
