import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { attemptsOf, type Row, row, without as withoutRows } from '../harness/checks/attempts.ts';
import { type Matcher, same } from '../harness/checks/matchers.ts';
import { BLANKS, CASES, nearMisses, nearMissesInJson } from '../harness/checks/near-misses.ts';
import { each } from '../harness/flow/dependencies.ts';
import { statusOf, textOf, valueAt } from '../harness/http/exchange.ts';
import { credentialsOf, flow, issuesToken, type User, without } from './api.ts';
import { LOGIN } from './ids.ts';

const WRONG_REFUSED = 'kazoo.vendor.wrong-credentials-refused';
const SAME = 'kazoo.practice.same-refusal';
const METHOD = 'kazoo.vendor.other-method-refused';
const ACCOUNT = 'kazoo.vendor.other-account-refused';
const BY_REALM = 'kazoo.vendor.realm-login';
const API_LOGIN = 'kazoo.vendor.api-login';
const UNKNOWN_KEY = 'kazoo.vendor.unknown-api-key-refused';

/** The members of a login (user_authentication.md). */
const membersOf = (user: User) => ({ credentials: credentialsOf(user), account_name: user.account });

const sha1Of = ({ name, password }: User) =>
  createHash('sha1').update(`${name.toLowerCase()}:${password}`).digest('hex');

/** What is almost a name of an account: the real server compares names without their case, blanks and signs. */
function nearAccounts(name: string): readonly Row<unknown>[] {
  return withoutRows(nearMissesInJson(name), [...CASES, ...BLANKS, 'left out'], 'these are the same name, or none');
}

export const refusedLogins = flow(
  'wrong credentials give no token',
  {
    endpoint: 'token',
    judges: {
      [WRONG_REFUSED]: [LOGIN],
      ...each([METHOD, ACCOUNT], [LOGIN, WRONG_REFUSED]),
      [SAME]: [WRONG_REFUSED, ACCOUNT],
    },
  },
  async ({ kazoo, check, refuses }) => {
    const { user, otherAdmin, ownAccounts } = kazoo;
    const refusal = {
      given: (): object => membersOf(user),
      send: (data: object) => kazoo.call('PUT', '/user_auth', { body: { data } }),
      accepted: issuesToken,
    };
    const credentials = [
      row<unknown>('those of another password', credentialsOf({ ...user, password: `wrong-${randomUUID()}` })),
      row<unknown>('the password itself', user.password),
      ...nearMissesInJson(credentialsOf(user)),
    ];
    const wrong = await refuses(WRONG_REFUSED, {
      ...refusal,
      alter: attemptsOf(credentials, (data: object, value) => ({ ...data, credentials: value })),
    });
    const methods = [
      row<unknown>('that of another hash', 'sha'),
      ...withoutRows(nearMissesInJson('md5'), ['left out'], 'MD5 is the method where none is named'),
    ];
    await refuses(METHOD, {
      ...refusal,
      given: () => ({ ...membersOf(user), method: 'md5' }),
      alter: attemptsOf(methods, (data: object, method) => ({ ...data, method })),
    });
    const accounts = [
      row<unknown>('an account of nobody', `nobody-${randomUUID()}`),
      ...(ownAccounts && otherAdmin ? [row<unknown>('another account', otherAdmin.account)] : []),
      ...nearAccounts(user.account),
    ];
    const elsewhere = await refuses(ACCOUNT, {
      ...refusal,
      alter: attemptsOf(accounts, (data: object, account_name) => ({ ...data, account_name })),
    });
    check(
      SAME,
      [wrong, elsewhere],
      same('the same status and message,', (refused) => [statusOf(refused), valueAt(refused, '/message')]),
    );
  },
);

export const otherLogins = flow(
  'a login may name the realm, and hash with SHA-1',
  {
    endpoint: 'token',
    judges: { [BY_REALM]: [LOGIN], ...each([ACCOUNT, METHOD], [BY_REALM, WRONG_REFUSED]) },
    skipFact: ({ user }) => (user.realm === undefined ? 'the target file names no kazoo.user.realm' : undefined),
  },
  async ({ kazoo, check, refuses }) => {
    const { user } = kazoo;
    const login = (data: object) => kazoo.call('PUT', '/user_auth', { body: { data } });
    const byRealm = { credentials: credentialsOf(user), account_realm: user.realm ?? '' };
    check(BY_REALM, await login(byRealm), issuesToken);
    await refuses(ACCOUNT, {
      given: (): object => byRealm,
      alter: attemptsOf(nearAccounts(user.realm ?? ''), (data: object, account_realm) => ({ ...data, account_realm })),
      send: login,
      accepted: issuesToken,
    });
    await refuses(METHOD, {
      given: () => ({ ...byRealm, credentials: sha1Of(user), method: 'sha' }),
      alter: (data) => ({ ...data, method: 'md5' }),
      send: login,
      accepted: issuesToken,
    });
  },
);

const doesNotEcho =
  (secret: string): Matcher =>
  (refused) => {
    const ok = !textOf(refused.response?.body).includes(secret);
    return { ok, expected: 'a response without the key', actual: ok ? 'none' : 'the key is sent back' };
  };

export const apiLogin = flow(
  'an API key gives a token',
  {
    endpoint: 'token',
    judges: { [API_LOGIN]: [], ...each([UNKNOWN_KEY, 'kazoo.practice.api-key-not-echoed'], [API_LOGIN]) },
    skipFact: without('apiKey'),
  },
  async ({ kazoo, check, refuses }) => {
    const good = kazoo.apiKey ?? '';
    const bad = randomBytes(32).toString('hex');
    check(API_LOGIN, await kazoo.apiLogin(good), issuesToken);
    const refusal = { given: () => good, send: kazoo.apiLogin, accepted: issuesToken };
    const detail = { 'kazoo.practice.api-key-not-echoed': doesNotEcho(bad) };
    await refuses(UNKNOWN_KEY, { ...refusal, alter: () => bad, detail });
    await refuses(UNKNOWN_KEY, { ...refusal, alter: attemptsOf(nearMisses(good, 'json'), (_, value) => value) });
  },
);
