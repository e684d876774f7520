import { contract } from '../harness/checks/contract.ts';
import { isRefused, type Matcher, same, succeeds, undecided } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, succeeded, summaryOf, textOf, valueAt } from '../harness/http/exchange.ts';
import { flow, without } from './api.ts';
import { LOGIN, TOKEN } from './ids.ts';

const PROVIDERS = 'kazoo.providers.list';
const PROVIDER = 'kazoo.provider.get';
const APPS = 'kazoo.apps.list';
const OF_RESELLER = 'kazoo.apps.of-the-reseller';
const APP = 'kazoo.app.get';
const BY_ACCOUNT = ['kazoo.apps.account-by-query', 'kazoo.apps.account-by-path', 'kazoo.apps.query-first'];

/** The ids that a list names, in one order. */
function idsIn(list: Exchange): readonly string[] | undefined {
  const data = valueAt(list, '/data');
  if (!succeeded(list) || !Array.isArray(data)) return undefined;
  return data.map((item) => String((item as { id?: unknown } | null)?.id)).sort();
}

/** The list names an id; undecided where it is none, or does not name all its items, which `of` promises. */
const lists =
  (id: string, of: 'kazoo.providers' | 'kazoo.apps'): Matcher =>
  (exchange) => {
    const data = valueAt(exchange, '/data');
    if (!Array.isArray(data)) return undecided('there is no list', `${of}.data`);
    const isNamed = data.every((item) => typeof (item as { id?: unknown } | null)?.id === 'string');
    if (!isNamed) return undecided('the list does not name all its items', `${of}.id`);
    return { ok: idsIn(exchange)?.includes(id) ?? false, expected: `an item of id ${id}`, actual: summaryOf(exchange) };
  };

/** Shows the document of an id, where it says which it is. */
const shows =
  (id: string): Matcher =>
  (exchange) => {
    const shown = valueAt(exchange, '/data/id');
    const other = typeof shown === 'string' && shown !== id;
    return { ok: succeeded(exchange) && !other, expected: `a 2xx response about ${id}`, actual: summaryOf(exchange) };
  };

export const providers = flow(
  'providers are listed and shown',
  {
    endpoint: 'sso-callback',
    judges: {
      [PROVIDERS]: TOKEN,
      ...each([...contract('kazoo/providers-response').ids, ...contract('kazoo/envelope-response').ids], TOKEN),
    },
  },
  async ({ kazoo, check, conforms, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const list = await kazoo.call('GET', '/auth/providers', { token });
    check(PROVIDERS, list, succeeds);
    conforms('kazoo/providers-response', list, PROVIDERS);
    conforms('kazoo/envelope-response', list, PROVIDERS);
  },
);

export const provider = flow(
  'the provider that users log in at is listed and shown',
  {
    endpoint: 'sso-callback',
    judges: {
      'kazoo.providers.all': [PROVIDERS],
      [PROVIDER]: TOKEN,
      ...each(contract('kazoo/provider-response').ids, TOKEN),
    },
    skipFact: without('sso'),
  },
  async ({ kazoo, check, conforms, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const id = kazoo.sso?.provider ?? '';
    const list = await kazoo.call('GET', '/auth/providers', { token });
    check('kazoo.providers.all', list, lists(id, 'kazoo.providers'));
    const shown = await kazoo.call('GET', `/auth/providers/${id}`, { token });
    check(PROVIDER, shown, shows(id));
    conforms('kazoo/provider-response', shown, PROVIDER);
  },
);

export const apps = flow(
  'applications are listed for the account’s reseller, and shown without their secret',
  {
    endpoint: 'sso-callback',
    judges: {
      ...each([APPS, ...contract('kazoo/apps-response').ids, APP, ...contract('kazoo/app-response').ids], TOKEN),
      [OF_RESELLER]: [APPS],
      'kazoo.practice.app-secret-hidden': [APP],
    },
    skipFact: without('sso'),
  },
  async ({ kazoo, check, conforms, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const { clientId = '', clientSecret = '' } = kazoo.sso ?? {};
    const list = await kazoo.call('GET', '/auth/apps', { token });
    check(APPS, list, succeeds);
    conforms('kazoo/apps-response', list, APPS);
    check(OF_RESELLER, list, lists(clientId, 'kazoo.apps'));

    const shown = await kazoo.call('GET', `/auth/apps/${encodeURIComponent(clientId)}`, { token });
    check(APP, shown, shows(clientId));
    conforms('kazoo/app-response', shown, APP);
    check('kazoo.practice.app-secret-hidden', [list, shown], () => {
      const told = [list, shown].some(({ response }) => textOf(response?.body).includes(clientSecret));
      return { ok: !told, expected: 'answers without the secret', actual: told ? 'the secret is there' : 'none' };
    });
  },
);

export const appsOfAccount = flow(
  'the account of the list of applications is the one of the query, of the path, of the token',
  {
    endpoint: 'sso-callback',
    judges: each(BY_ACCOUNT, [...TOKEN, OF_RESELLER]),
    skipFact: without('superDuper'),
  },
  async ({ kazoo, check, extract }) => {
    const token = extract(await kazoo.login(kazoo.superDuper), '/auth_token', LOGIN);
    const login = await kazoo.login(kazoo.user);
    const account = extract(login, '/data/account_id', LOGIN);
    const ownAccount = valueAt(await kazoo.tokenInfo(token), '/data/account_id');
    const wanted = await kazoo.call('GET', '/auth/apps', { token: extract(login, '/auth_token', LOGIN) });
    const own = await kazoo.call('GET', '/auth/apps', { token });
    const fact = 'the accounts of kazoo.user and kazoo.superDuper have the same applications';
    const alike = idsIn(own)?.length ? { notApplicable: fact } : { nothing: fact, blockedBy: APPS };
    const areAlike = JSON.stringify(idsIn(wanted)) === JSON.stringify(idsIn(own));
    const list = async (path: string) => (areAlike ? alike : [wanted, await kazoo.call('GET', path, { token })]);
    const sameIds = same('the ids', idsIn);
    await check('kazoo.apps.account-by-query', () => list(`/auth/apps?account_id=${account}`), sameIds);
    await check('kazoo.apps.account-by-path', () => list(`/accounts/${account}/auth/apps`), sameIds);
    const both = `/accounts/${ownAccount}/auth/apps?account_id=${account}`;
    await check('kazoo.apps.query-first', () => list(both), sameIds);
  },
);

export const keysForAdministrators = flow(
  'a user who is not an administrator sees no keys',
  {
    endpoint: 'token',
    judges: { 'kazoo.vendor.keys-for-administrators': [...TOKEN, 'kazoo.keys.list'] },
    skipFact: without('admin'),
  },
  async ({ kazoo, check, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    check('kazoo.vendor.keys-for-administrators', await kazoo.call('GET', '/auth/keys', { token }), isRefused);
  },
);
