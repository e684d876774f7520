import { contract } from '../harness/checks/contract.js';
import { equals, isRefused, succeeds } from '../harness/checks/matchers.js';
import { succeeded, summaryOf, textOf, valueAt } from '../harness/http/exchange.js';
import { flow, without } from './api.js';
import { LOGIN, TOKEN } from './ids.js';
const PROVIDERS = 'kazoo.providers.list';
const PROVIDER = 'kazoo.provider.get';
const APPS = 'kazoo.apps.list';
const OF_RESELLER = 'kazoo.apps.of-the-reseller';
const APP = 'kazoo.app.get';
const BY_ACCOUNT = ['kazoo.apps.account-by-query', 'kazoo.apps.account-by-path', 'kazoo.apps.query-first'];
/** The ids that a list names, in one order. */
function idsIn(list) {
    const data = valueAt(list, '/data');
    if (!succeeded(list) || !Array.isArray(data))
        return undefined;
    return data.map((item) => String(item?.id)).sort();
}
const lists = (id) => (exchange) => ({
    ok: idsIn(exchange)?.includes(id) ?? false,
    expected: `an item of id ${id}`,
    actual: summaryOf(exchange),
});
/** Shows the document of an id, where it says which it is. */
const shows = (id) => (exchange) => {
    const shown = valueAt(exchange, '/data/id');
    const other = typeof shown === 'string' && shown !== id;
    return { ok: succeeded(exchange) && !other, expected: `a 2xx response about ${id}`, actual: summaryOf(exchange) };
};
export const providers = flow('providers are listed and shown', {
    endpoint: 'sso-callback',
    needs: TOKEN,
    judges: [PROVIDERS, ...contract('kazoo/providers-response').ids, ...contract('kazoo/envelope-response').ids],
}, async ({ kazoo, check, conforms, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const list = await kazoo.call('GET', '/auth/providers', { token });
    check(PROVIDERS, list, succeeds);
    conforms('kazoo/providers-response', list, PROVIDERS);
    conforms('kazoo/envelope-response', list, PROVIDERS);
});
export const provider = flow('the provider that users log in at is listed and shown', {
    endpoint: 'sso-callback',
    needs: [...TOKEN, PROVIDERS],
    judges: ['kazoo.providers.all', PROVIDER, ...contract('kazoo/provider-response').ids],
    skipFact: without('sso'),
}, async ({ kazoo, check, conforms, hangs, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const id = kazoo.sso?.provider ?? '';
    const hung = ['kazoo.providers.data', 'kazoo.providers.id', 'kazoo.providers.id-type'];
    const list = await kazoo.call('GET', '/auth/providers', { token });
    if (Array.isArray(valueAt(list, '/data')) &&
        (idsIn(list)?.length === 0 || typeof valueAt(list, '/data/0/id') === 'string')) {
        check('kazoo.providers.all', list, lists(id));
    }
    else if (!hung.some((one) => hangs(['kazoo.providers.all'], one)))
        check('kazoo.providers.all', list, lists(id));
    const shown = await kazoo.call('GET', `/auth/providers/${id}`, { token });
    check(PROVIDER, shown, shows(id));
    conforms('kazoo/provider-response', shown, PROVIDER);
});
export const apps = flow('applications are listed for the account’s reseller, and shown without their secret', {
    endpoint: 'sso-callback',
    needs: TOKEN,
    judges: [
        APPS,
        ...contract('kazoo/apps-response').ids,
        OF_RESELLER,
        APP,
        ...contract('kazoo/app-response').ids,
        'kazoo.practice.app-secret-hidden',
    ],
    skipFact: without('sso'),
}, async ({ kazoo, check, conforms, hangs, extract, undecided }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const { clientId = '', clientSecret = '' } = kazoo.sso ?? {};
    const list = await kazoo.call('GET', '/auth/apps', { token });
    check(APPS, list, succeeds);
    conforms('kazoo/apps-response', list, APPS);
    if (!hangs([OF_RESELLER], APPS) && !hangs([OF_RESELLER], 'kazoo.apps.data')) {
        const nameless = idsIn(list)?.some((id) => id === 'undefined' || id === 'null' || id.startsWith('['));
        if (nameless)
            undecided([OF_RESELLER], 'the list does not name all its applications', 'kazoo.apps.id');
        else
            check(OF_RESELLER, list, lists(clientId));
    }
    const shown = await kazoo.call('GET', `/auth/apps/${encodeURIComponent(clientId)}`, { token });
    check(APP, shown, shows(clientId));
    conforms('kazoo/app-response', shown, APP);
    if (hangs(['kazoo.practice.app-secret-hidden'], APP))
        return;
    check('kazoo.practice.app-secret-hidden', [list, shown], () => {
        const told = [list, shown].some(({ response }) => textOf(response?.body).includes(clientSecret));
        return { ok: !told, expected: 'answers without the secret', actual: told ? 'the secret is there' : 'none' };
    });
});
export const appsOfAccount = flow('the account of the list of applications is the one of the query, of the path, of the token', {
    endpoint: 'sso-callback',
    needs: [...TOKEN, APPS, 'kazoo.apps.data', OF_RESELLER, 'kazoo.vendor.token-claims'],
    judges: BY_ACCOUNT,
    skipFact: without('superDuper'),
}, async ({ kazoo, check, skip, extract, undecided }) => {
    const token = extract(await kazoo.login(kazoo.superDuper), '/auth_token', LOGIN);
    const login = await kazoo.login(kazoo.user);
    const account = extract(login, '/data/account_id', LOGIN);
    const ownAccount = valueAt(await kazoo.tokenInfo(token), '/data/account_id');
    const wanted = await kazoo.call('GET', '/auth/apps', { token: extract(login, '/auth_token', LOGIN) });
    const own = await kazoo.call('GET', '/auth/apps', { token });
    if (JSON.stringify(idsIn(wanted)) === JSON.stringify(idsIn(own))) {
        const fact = 'the accounts of kazoo.user and kazoo.superDuper have the same applications';
        return idsIn(own)?.length ? skip(BY_ACCOUNT, fact) : undecided(BY_ACCOUNT, fact, APPS);
    }
    const same = (list) => equals('the ids', idsIn(wanted), idsIn(list));
    const byQuery = await kazoo.call('GET', `/auth/apps?account_id=${account}`, { token });
    check('kazoo.apps.account-by-query', [wanted, byQuery], same(byQuery));
    const byPath = await kazoo.call('GET', `/accounts/${account}/auth/apps`, { token });
    check('kazoo.apps.account-by-path', [wanted, byPath], same(byPath));
    const both = await kazoo.call('GET', `/accounts/${ownAccount}/auth/apps?account_id=${account}`, { token });
    check('kazoo.apps.query-first', [wanted, both], same(both));
});
export const keysForAdministrators = flow('a user who is not an administrator sees no keys', {
    endpoint: 'token',
    needs: [...TOKEN, 'kazoo.keys.list'],
    judges: ['kazoo.vendor.keys-for-administrators'],
    skipFact: without('admin'),
}, async ({ kazoo, check, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    check('kazoo.vendor.keys-for-administrators', await kazoo.call('GET', '/auth/keys', { token }), isRefused);
});
//# sourceMappingURL=lists.js.map