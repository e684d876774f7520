import assert from 'node:assert/strict';
import test from 'node:test';
import { admin, alice, base, basic, bob, guarded, login, mockFor, send } from '../../mock-client.ts';

const offline = (url: string, client_id: string, as = alice, headers = {}) =>
  login(url, { access_type: 'offline', client_id }, as, headers);
const refresh = (url: string, client_id: string, refresh_token: string, more = {}) =>
  login(url, { client_id, refresh_token, ...more });
const remove = (url: string, token: string, path: string) =>
  send(`${url}${base}${path}`, 'DELETE', { headers: { 'x-auth-token': token } });
const mobile = { 'wazo-session-type': 'Mobile' };

test('only an offline login gets a refresh token, last among the members', async (t) => {
  const { url } = await mockFor(t);
  const made = await offline(url, 'app');
  assert.equal(Object.keys(made.json.data).at(-1), 'refresh_token');
  assert.match(made.json.data.refresh_token, /^[0-9a-f-]{36}$/);
  assert.notEqual(made.json.data.refresh_token, made.json.data.token);
  assert.equal((await guarded(url, made.json.data.token)).status, 200);
  for (const body of [{ client_id: 'app' }, { client_id: 'app', access_type: 'online' }]) {
    assert.ok(!('refresh_token' in (await login(url, body, alice)).json.data));
  }
});

test('a refresh token works again and again, without rotation, for the same user and rights', async (t) => {
  const { url } = await mockFor(t);
  const { data } = (await offline(url, 'app')).json;
  const seen = new Set([data.token]);
  for (const more of [{}, { expiration: 60 }, { access_type: 'online' }, { backend: 'x' }]) {
    const response = await refresh(url, 'app', data.refresh_token, more);
    assert.equal(response.status, 200);
    const { token, refresh_token, auth_id, acl, metadata } = response.json.data;
    assert.equal(refresh_token, undefined);
    assert.deepEqual({ auth_id, acl, metadata }, { auth_id: data.auth_id, acl: data.acl, metadata: data.metadata });
    assert.equal((await guarded(url, token)).status, 200);
    seen.add(token);
  }
  assert.equal(seen.size, 5);
});

test('a refresh token has no end; what it makes lives as asked', async (t) => {
  const { url } = await mockFor(t);
  const { refresh_token } = (await offline(url, 'app')).json.data;
  const body = { client_id: 'app', refresh_token, expiration: 60 };
  const response = await login(url, body, undefined, { 'tollgate-clock': '+300000000' });
  assert.equal(response.status, 200);
  const at = (clock: string) => guarded(url, response.json.data.token, undefined, { 'tollgate-clock': clock });
  assert.equal((await at('+300000058')).status, 200);
  assert.equal((await at('+300000061')).status, 401);
});

test('what makes no access token', async (t) => {
  const { url } = await mockFor(t);
  const { token, refresh_token } = (await offline(url, 'app')).json.data;
  const other = (await refresh(url, 'app', refresh_token)).json.data.token;
  const statuses = {
    'without client_id': (await login(url, { refresh_token })).status,
    'another client_id': (await refresh(url, 'other', refresh_token)).status,
    'client_id in other case': (await refresh(url, 'APP', refresh_token)).status,
    'a longer client_id': (await refresh(url, 'app-other', refresh_token)).status,
    unknown: (await refresh(url, 'app', '00000000-0000-4000-8000-000000000000')).status,
    'upper case': (await refresh(url, 'app', refresh_token.toUpperCase())).status,
    'an access token': (await refresh(url, 'app', token)).status,
    'an access token of a refresh': (await refresh(url, 'app', other)).status,
    'a zero byte': (await refresh(url, 'app', `${refresh_token}\0`)).status,
    'offline again': (await refresh(url, 'app', refresh_token, { access_type: 'offline' })).status,
  };
  const { 'without client_id': missing, 'offline again': again, ...refused } = statuses;
  assert.equal(missing, 400);
  assert.equal(again, 400);
  assert.deepEqual([...new Set(Object.values(refused))], [401], JSON.stringify(refused));
});

test('one refresh token for a user and client_id, others for other users and clients', async (t) => {
  const { url } = await mockFor(t);
  const value = async (client: string, as: string) => (await offline(url, client, as)).json.data.refresh_token;
  const first = await value('app', alice);
  assert.equal(await value('app', alice), first);
  const parallel = await Promise.all(Array.from({ length: 8 }, () => value('both', alice)));
  assert.equal(new Set(parallel).size, 1);
  const all = [first, await value('App', alice), await value('app', bob), await value('app ☎ /x', alice)];
  assert.equal(new Set(all).size, 4);
});

test('it outlives its access token, and its access tokens outlive it', async (t) => {
  const { url } = await mockFor(t);
  const { token, refresh_token, session_uuid, auth_id } = (await offline(url, 'app')).json.data;
  await send(`${url}${base}/token/${token}`, 'DELETE');
  assert.equal((await guarded(url, token)).status, 401);
  const next = (await refresh(url, 'app', refresh_token)).json.data;
  assert.equal((await remove(url, next.token, `/users/${auth_id}/sessions/${session_uuid}`)).status, 204);
  assert.equal((await send(`${url}${base}/token/${refresh_token}`, 'DELETE')).status, 200);
  assert.equal((await refresh(url, 'app', refresh_token)).status, 200);
  assert.equal((await remove(url, next.token, '/users/me/tokens/app')).status, 204);
  assert.equal((await refresh(url, 'app', refresh_token)).status, 401);
  assert.equal((await guarded(url, next.token)).status, 200);
  const renewed = (await offline(url, 'app')).json.data.refresh_token;
  assert.notEqual(renewed, refresh_token);
});

test('mobile logins: a new refresh token each, which ends the user’s other mobile ones', async (t) => {
  const { url } = await mockFor(t);
  const desk = (await offline(url, 'desk')).json.data;
  const others = (await offline(url, 'phone', bob, mobile)).json.data;
  const first = (await offline(url, 'phone', alice, mobile)).json.data;
  const again = await offline(url, 'phone', alice, mobile);
  assert.equal(again.headers['wazo-sessions-revoked'], '1');
  assert.notEqual(again.json.data.refresh_token, first.refresh_token);
  assert.equal((await refresh(url, 'phone', first.refresh_token)).status, 401);
  assert.equal((await guarded(url, first.token)).status, 401);

  const tablet = await offline(url, 'tablet', alice, mobile);
  assert.equal(tablet.headers['wazo-sessions-revoked'], '1');
  assert.equal((await refresh(url, 'phone', again.json.data.refresh_token)).status, 401);
  assert.equal((await refresh(url, 'desk', desk.refresh_token)).status, 200);
  assert.equal((await refresh(url, 'phone', others.refresh_token)).status, 200);

  const plain = await offline(url, 'tablet');
  assert.equal(plain.json.data.refresh_token, tablet.json.data.refresh_token);
  assert.equal(plain.headers['wazo-sessions-revoked'], '0');
  const listed = (await guarded(url, plain.json.data.token)).json.items;
  assert.deepEqual(
    Object.fromEntries(listed.map((item: { client_id: string; mobile: boolean }) => [item.client_id, item.mobile])),
    { desk: false, tablet: true },
  );

  const taken = await offline(url, 'desk', alice, mobile);
  assert.notEqual(taken.json.data.refresh_token, desk.refresh_token);
  assert.equal((await refresh(url, 'desk', desk.refresh_token)).status, 401);
});

test('the list: members, order, paging, search and filters', async (t) => {
  const { url } = await mockFor(t);
  for (const client of ['b', 'abc', 'c'])
    await offline(url, client, alice, { 'tollgate-clock': `-${900 + client.length}` });
  const { token, auth_id } = (await offline(url, 'phone', alice, mobile)).json.data;
  const list = async (query = '') => (await guarded(url, token, `/users/me/tokens${query}`)).json;
  const names = async (query: string) => (await list(query)).items.map((item: { client_id: string }) => item.client_id);
  const all = await list();
  assert.deepEqual([all.total, all.filtered, all.items.length], [4, 4, 4]);
  const item = all.items.at(-1);
  assert.deepEqual(Object.keys(item), ['client_id', 'created_at', 'mobile', 'user_uuid', 'tenant_uuid', 'metadata']);
  assert.match(item.created_at, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}\+00:00$/);
  assert.deepEqual([item.client_id, item.mobile, item.user_uuid, item.metadata], ['phone', true, auth_id, {}]);

  assert.deepEqual(await names(''), ['abc', 'b', 'c', 'phone']);
  assert.deepEqual(await names('?order=client_id&direction=desc'), ['phone', 'c', 'b', 'abc']);
  assert.deepEqual(await names('?order=client_id&limit=2&offset=1'), ['b', 'c']);
  assert.deepEqual(await names('?limit=0'), []);
  assert.deepEqual(await names('?mobile=true'), ['phone']);
  assert.deepEqual(await names('?client_id=b'), ['b']);
  const found = await list('?search=B');
  assert.deepEqual([found.total, found.filtered], [4, 2]);
  for (const query of ['limit=x', 'limit=-1', 'offset=x', 'direction=up', 'order=token', 'mobile=maybe']) {
    const response = await guarded(url, token, `/users/me/tokens?${query}`);
    assert.equal(response.status, 400, query);
    assert.equal(response.json.error_id, 'invalid-list-param');
    assert.deepEqual(Object.keys(response.json.message), [query.split('=')[0]]);
  }
});

test('who may list and delete whose refresh tokens', async (t) => {
  const { url } = await mockFor(t);
  const mine = (await offline(url, 'app')).json.data;
  const root = (await login(url, {}, admin)).json.data;
  const carol = (await offline(url, 'app', basic('carol', 'neighbour-tenant'))).json.data;
  const list = (token: string, path: string, headers = {}) => guarded(url, token, path, headers);

  assert.equal((await list(mine.token, `/users/${mine.auth_id}/tokens`)).json.total, 1);
  assert.equal((await list(mine.token, `/users/${carol.auth_id}/tokens`)).status, 401);
  assert.equal((await list(mine.token, '/tokens')).status, 401);
  assert.equal((await list(root.token, `/users/${mine.auth_id}/tokens`)).json.total, 1);
  assert.equal((await list(root.token, '/tokens')).json.total, 0);
  assert.equal((await list(root.token, '/tokens?recurse=true')).json.total, 2);
  const tenant = { 'wazo-tenant': mine.metadata.tenant_uuid };
  assert.equal((await list(root.token, '/tokens', tenant)).json.total, 1);
  const foreign = await list(mine.token, '/users/me/tokens', { 'wazo-tenant': carol.metadata.tenant_uuid });
  assert.deepEqual([foreign.status, foreign.json.error_id], [401, 'unauthorized-tenant']);
  const nobody = await list(root.token, '/users/00000000-0000-4000-8000-000000000000/tokens');
  assert.deepEqual([nobody.status, nobody.json.error_id, nobody.json.resource], [404, 'unknown-user', 'users']);

  assert.equal((await remove(url, mine.token, `/users/${carol.auth_id}/tokens/app`)).status, 401);
  const done = await remove(url, root.token, `/users/${carol.auth_id}/tokens/app`);
  assert.deepEqual([done.status, done.text], [204, '']);
  const again = await remove(url, root.token, `/users/${carol.auth_id}/tokens/app`);
  assert.equal(again.status, 404);
  assert.equal(again.json.error_id, 'cannot-find-refresh-token-matching-client-id');
  assert.deepEqual([again.json.details, again.json.resource], [{ client_id: 'app' }, 'tokens']);
  const unknown = await remove(url, root.token, '/users/00000000-0000-4000-8000-000000000000/tokens/app');
  assert.equal(unknown.json.error_id, 'unknown-user');
});
