import assert from 'node:assert/strict';
import test from 'node:test';
import { mockFor } from '../../mock-client.ts';
import { alice, apps, carol, crossbar, gina, root, tokenOf } from './client.ts';

const ids = (json: { data: readonly { id: string }[] }) => json.data.map(({ id }) => id);

test('lists are descending, ascending on demand, and come in pages', async (t) => {
  const { url } = await mockFor(t);
  const { token } = await tokenOf(url, alice);
  const list = async (query: string) => (await crossbar(url, 'GET', `/auth/providers${query}`, token)).json;
  const all = ['salesforce', 'office365', 'google', 'duo'];
  assert.deepEqual([ids(await list('')), (await list('')).page_size], [all, 4]);
  assert.deepEqual(ids(await list('?ascending=true')), [...all].reverse());
  const first = await list('?page_size=3');
  assert.deepEqual([ids(first), first.page_size], [all.slice(0, 3), 3]);
  const second = await list(`?page_size=3&start_key=${first.next_start_key}`);
  assert.deepEqual([ids(second), second.next_start_key], [['duo'], undefined]);
  assert.deepEqual(ids(await list('?page_size=1&paginate=false')), all);
  assert.equal((await crossbar(url, 'GET', '/auth/providers?page_size=none', token)).status, 400);
});

test('the list of providers is the one of the document', async (t) => {
  const { url } = await mockFor(t);
  const { token } = await tokenOf(url, alice);
  const { data } = (await crossbar(url, 'GET', '/auth/providers', token)).json;
  assert.deepEqual(data.at(-1), {
    id: 'duo',
    provider_type: 'multi_factor',
    enabled: false,
    name: 'System Default Provider',
    provider_name: 'duo',
  });
  assert.deepEqual(data[0], { id: 'salesforce', provider_type: 'oauth' });
});

test('applications are those of the reseller of the account in query, path or token', async (t) => {
  const { url } = await mockFor(t);
  const [user, admin, other] = [await tokenOf(url, alice), await tokenOf(url, root), await tokenOf(url, gina)];
  const list = async (path: string, token: string) => (await crossbar(url, 'GET', path, token)).json;
  const resellers = Object.values(apps).sort().reverse();
  const masters = ['tollgate-master.apps.example'];
  assert.deepEqual(ids(await list('/auth/apps', user.token)), resellers);
  assert.deepEqual(ids(await list('/auth/apps', admin.token)), masters);
  assert.deepEqual(ids(await list('/auth/apps', other.token)), masters);
  assert.deepEqual(ids(await list(`/auth/apps?account_id=${user.account}`, admin.token)), resellers);
  assert.deepEqual(ids(await list(`/accounts/${user.account}/auth/apps`, admin.token)), resellers);
  const both = `/accounts/${other.account}/auth/apps?account_id=${user.account}`;
  assert.deepEqual(ids(await list(both, admin.token)), resellers);
  assert.equal((await crossbar(url, 'GET', `/auth/apps?account_id=${user.account}`, other.token)).status, 403);
});

test('an application is shown without its secret, and changed by super duper administrators only', async (t) => {
  const { url } = await mockFor(t);
  const [user, admin] = [await tokenOf(url, carol), await tokenOf(url, root)];
  const path = `/auth/apps/${apps.google}`;
  assert.deepEqual((await crossbar(url, 'GET', path, user.token)).json.data, { id: apps.google });
  const settings = { client_id: apps.google, provider: 'google', secret: 'another', name: 'Portal', id: 'other' };
  const post = (token: string, data: object) => crossbar(url, 'POST', path, token, { data });
  assert.equal((await post(user.token, settings)).status, 403);
  assert.equal((await crossbar(url, 'DELETE', path, user.token)).status, 403);
  const { secret: _, ...without } = settings;
  assert.deepEqual(Object.keys((await post(admin.token, without)).json.data), ['secret']);
  assert.deepEqual((await post(admin.token, settings)).json.data, { id: apps.google, name: 'Portal' });
  assert.equal((await crossbar(url, 'DELETE', path, admin.token)).status, 200);
  assert.equal((await crossbar(url, 'GET', path, user.token)).status, 404);
  const login = { client_id: apps.google, provider: 'google', code: 'x', redirect_uri: 'http://127.0.0.1/' };
  assert.equal((await crossbar(url, 'PUT', '/auth/callback', undefined, { data: login })).status, 401);
  assert.equal((await post(admin.token, settings)).status, 200);
  assert.equal((await crossbar(url, 'GET', path, user.token)).status, 200);
});

test("a provider's document has our URLs and its own field names, and is changed by super duper administrators only", async (t) => {
  const { url } = await mockFor(t);
  const [user, admin] = [await tokenOf(url, carol), await tokenOf(url, root)];
  const { data } = (await crossbar(url, 'GET', '/auth/providers/google', user.token)).json;
  assert.equal(data.id, 'google');
  assert.equal(data.access_code_url, `${url}/sso/google/o/oauth2/token`);
  assert.equal(data.discovery, `${url}/sso/google/.well-known/openid-configuration`);
  assert.deepEqual(data.issuer_domains, [`${url}/sso/google`]);
  assert.equal(data.profile_identity_field, 'id');
  const sales = (await crossbar(url, 'GET', '/auth/providers/salesforce', user.token)).json.data;
  assert.deepEqual(sales.profile_identity_fields, ['organization_id', 'user_id']);
  const path = '/auth/providers/duo';
  assert.equal((await crossbar(url, 'POST', path, user.token, { data: { id: 'duo', name: 'x' } })).status, 403);
  assert.equal((await crossbar(url, 'DELETE', path, user.token)).status, 403);
  assert.equal(
    (await crossbar(url, 'POST', path, admin.token, { data: { id: 'duo', name: 'x' } })).json.data.name,
    'x',
  );
  assert.equal((await crossbar(url, 'DELETE', path, admin.token)).status, 200);
  const gone = await crossbar(url, 'GET', path, user.token);
  assert.deepEqual([gone.status, gone.json.message, gone.json.data.cause], [404, 'bad_identifier', 'duo']);
  assert.equal((await crossbar(url, 'POST', path, user.token, { data: {} })).status, 403);
  assert.equal((await crossbar(url, 'POST', path, admin.token, { data: { id: 'duo', name: 'again' } })).status, 200);
  assert.equal((await crossbar(url, 'GET', path, user.token)).json.data.name, 'again');
  assert.equal((await crossbar(url, 'POST', `${path}x`, admin.token, { data: {} })).status, 404);
});

test('keys are for administrators', async (t) => {
  const { url } = await mockFor(t);
  const [user, admin] = [await tokenOf(url, alice), await tokenOf(url, carol)];
  assert.equal((await crossbar(url, 'GET', '/auth/keys', user.token)).status, 403);
  const { json } = await crossbar(url, 'GET', '/auth/keys', admin.token);
  assert.equal(json.data.length, 1);
});
