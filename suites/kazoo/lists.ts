import { contract } from '../harness/checks/contract.ts';
import { type Matcher, notApplicable, same, succeeds, undecided } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, succeeded, summaryOf, textOf, valueAt } from '../harness/http/exchange.ts';
import { flow, without } from './api.ts';
import { LOGIN, TOKEN } from './ids.ts';

const PROVIDERS = 'kazoo.providers.list';
const PROVIDER = 'kazoo.provider.get';
const APPS = 'kazoo.apps.list';
const OF_RESELLER = 'kazoo.apps.of-the-reseller';
const APP = 'kazoo.app.get';
const BY_QUERY = 'kazoo.apps.account-by-query';
const BY_PATH = 'kazoo.apps.account-by-path';

/** The ids that a list names, in one order. */
export function idsIn(list: Exchange): readonly string[] | undefined {
  const data = valueAt(list, '/data');
  if (!succeeded(list) || !Array.isArray(data)) return undefined;
  return data.map((item) => String((item as { id?: unknown } | null)?.id)).sort();
}

/**
 * The list has an item of this id.
 * @param about what the ids of the list's own requirements begin with
 */
export const lists =
  (about: string, id: string): Matcher =>
  (exchange) => {
    const data = valueAt(exchange, '/data');
    if (!succeeded(exchange) || !Array.isArray(data)) return undecided(summaryOf(exchange), `${about}.data`);
    if (data.includes(null)) return undecided(summaryOf(exchange), `${about}.data`);
    const named = data.map((item) => (item as { id?: unknown } | null)?.id);
    if (named.includes(undefined)) return notApplicable('the list does not name all that is in it');
    if (named.some((one) => typeof one !== 'string')) return undecided(summaryOf(exchange), `${about}.id-type`);
    return { ok: named.includes(id), expected: `an item of id ${id}`, actual: summaryOf(exchange) };
  };

/** The list names nothing of this id. */
export const listsNot =
  (id: string): Matcher =>
  (list) => ({
    ok: !JSON.stringify(valueAt(list, '/data') ?? []).includes(JSON.stringify(id).slice(1, -1)),
    expected: `nothing of id ${id}`,
    actual: summaryOf(list),
  });

/** Shows the document of an id, where it says which it is. */
export const shows =
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
    judges: each(
      [PROVIDERS, ...contract('kazoo/providers-response').ids, ...contract('kazoo/envelope-response').ids],
      TOKEN,
    ),
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
      ...each([PROVIDER, ...contract('kazoo/provider-response').ids], TOKEN),
    },
    skipFact: without('sso'),
  },
  async ({ kazoo, check, conforms, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const id = kazoo.sso?.provider ?? '';
    const list = await kazoo.call('GET', '/auth/providers', { token });
    check('kazoo.providers.all', list, lists('kazoo.providers', id));
    for (const other of [kazoo.otherSso?.provider, kazoo.expendableProvider].filter((one) => one !== undefined)) {
      const isThere = succeeds(await kazoo.call('GET', `/auth/providers/${other}`, { token })).ok;
      if (isThere) check('kazoo.providers.all', list, lists('kazoo.providers', other));
    }
    const shown = await kazoo.call('GET', `/auth/providers/${id}`, { token });
    check(PROVIDER, shown, shows(id));
    conforms('kazoo/provider-response', shown, PROVIDER);
  },
);

const hides =
  (secret: string): Matcher =>
  (exchange, all = [exchange]) => {
    const told = all.some(({ response }) => textOf(response?.body).includes(secret));
    return { ok: !told, expected: 'responses without the secret', actual: told ? 'the secret is there' : 'none' };
  };

export const apps = flow(
  'applications are listed for the account’s reseller, and shown without their secret',
  {
    endpoint: 'sso-callback',
    judges: {
      ...each([APPS, ...contract('kazoo/apps-response').ids], TOKEN),
      [OF_RESELLER]: [APPS],
      ...each([APP, ...contract('kazoo/app-response').ids], TOKEN),
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
    const isListed = check(OF_RESELLER, list, lists('kazoo.apps', clientId));
    const { foreignApp } = kazoo;
    if (foreignApp !== undefined && isListed) check(OF_RESELLER, list, listsNot(foreignApp));

    const shown = await kazoo.call('GET', `/auth/apps/${encodeURIComponent(clientId)}`, { token });
    check(APP, shown, shows(clientId));
    conforms('kazoo/app-response', shown, APP);
    check('kazoo.practice.app-secret-hidden', [list, shown], hides(clientSecret));
  },
);

export const appsOfAccount = flow(
  'the account of the list of applications is the one of the query, of the path, of the token',
  {
    endpoint: 'sso-callback',
    judges: {
      ...each([BY_QUERY, BY_PATH], [APPS, OF_RESELLER]),
      'kazoo.apps.query-first': [BY_QUERY, BY_PATH],
    },
    skipFact: without('superDuper'),
  },
  async ({ kazoo, check, extract }) => {
    const root = await kazoo.login(kazoo.superDuper);
    const token = extract(root, '/auth_token', LOGIN);
    const ownAccount = extract(root, '/data/account_id', LOGIN);
    const login = await kazoo.login(kazoo.user);
    const account = extract(login, '/data/account_id', LOGIN);
    const wanted = await kazoo.call('GET', '/auth/apps', { token: extract(login, '/auth_token', LOGIN) });
    const own = await kazoo.call('GET', '/auth/apps', { token });

    const fact = 'the accounts of kazoo.user and kazoo.superDuper have the same applications';
    const isSame = JSON.stringify(idsIn(wanted)) === JSON.stringify(idsIn(own));
    const unless = idsIn(own)?.length ? { notApplicable: fact } : { nothing: fact, blockedBy: APPS };
    const toOne = async (path: string) => (isSame ? unless : [wanted, await kazoo.call('GET', path, { token })]);
    const isSameList = same('the ids', idsIn);
    await check(BY_QUERY, () => toOne(`/auth/apps?account_id=${account}`), isSameList);
    await check(BY_PATH, () => toOne(`/accounts/${account}/auth/apps`), isSameList);
    await check(
      'kazoo.apps.query-first',
      () => toOne(`/accounts/${ownAccount}/auth/apps?account_id=${account}`),
      isSameList,
    );
  },
);
