import assert from 'node:assert/strict';
import test from 'node:test';
import { grants } from '../../../../mock-idp/systems/wazo/acl.ts';
import { localTime, utcTime } from '../../../../mock-idp/systems/wazo/times.ts';
import { admin, alice, base, basic, bob, guarded, login, mockFor, send } from '../../mock-client.ts';

const none = '00000000-0000-4000-8000-000000000000';

test('access patterns', () => {
  const identity = { userUuid: 'u-1', sessionUuid: 's-1' };
  const cases: [string[], string, boolean][] = [
    [['a.b.c'], 'a.b.c', true],
    [['a.b.c'], 'a.b.c.d', false],
    [['a.*.c'], 'a.b.c', true],
    [['a.*.c'], 'a.b.b.c', false],
    [['a.*'], 'a.', true],
    [['a.#'], 'a.b.c', true],
    [['#'], 'anything.at.all', true],
    [['a.#.d'], 'a.b.c.d', true],
    [['a.#', '!a.b'], 'a.b', false],
    [['!a.b', 'a.#'], 'a.c', true],
    [['users.me.read'], 'users.u-1.read', true],
    [['users.me.read'], 'users.me.read', true],
    [['users.me.read'], 'users.u-2.read', false],
    [['users.me'], 'users.u-1', true],
    [['users.mean'], 'users.u-1an', false],
    [['sessions.my_session.delete'], 'sessions.s-1.delete', true],
    [['sessions.my_session.delete'], 'sessions.u-1.delete', false],
    [['a+b.(c)'], 'a+b.(c)', true],
    [['a+b'], 'aab', false],
    [[], 'a', false],
  ];
  for (const [acl, required, expected] of cases) {
    assert.equal(grants(acl, required, identity), expected, `${acl} for ${required}`);
  }
});

test('times: microseconds, the server’s own zone, nothing when the fraction is zero', () => {
  const time = Date.UTC(2022, 0, 1, 0, 0, 0) + 0.25;
  assert.equal(utcTime(time), '2022-01-01T00:00:00.000250');
  assert.equal(utcTime(Date.UTC(2022, 0, 1)), '2022-01-01T00:00:00.000000');
  const before = process.env.TZ;
  process.env.TZ = 'America/Montreal';
  try {
    assert.equal(localTime(time), '2021-12-31T19:00:00.000250');
    assert.equal(localTime(Date.UTC(2022, 6, 1)), '2022-06-30T20:00:00');
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});

test('a token is looked up by GET and HEAD without credentials, its times in whole seconds', async (t) => {
  const { url } = await mockFor(t);
  const made = (await login(url, { access_type: 'offline', client_id: 'app' }, alice)).json.data;
  const get = await send(`${url}${base}/token/${made.token.toUpperCase()}`);
  assert.equal(get.status, 200);
  const { refresh_token: _, ...members } = made;
  assert.deepEqual(Object.keys(get.json.data), Object.keys(members));
  assert.equal(get.json.data.issued_at, made.issued_at.slice(0, 19));
  assert.match(get.json.data.utc_expires_at, /\.000000$/);
  assert.equal(get.json.data.utc_issued_at.slice(0, 19), made.utc_issued_at.slice(0, 19));
  const head = await send(`${url}${base}/token/${made.token}`, 'HEAD');
  assert.deepEqual([head.status, head.text], [204, '']);

  for (const id of [none, made.refresh_token]) {
    const response = await send(`${url}${base}/token/${id}`);
    assert.deepEqual([response.status, response.json.reason], [404, ['No such token']]);
    assert.equal((await send(`${url}${base}/token/${id}`, 'HEAD')).status, 404);
  }
  const late = await send(`${url}${base}/token/${made.token}`, 'HEAD', { headers: { 'tollgate-clock': '+7201' } });
  assert.equal(late.status, 404);
  for (const id of ['abcdef', made.token.slice(1)]) {
    const response = await send(`${url}${base}/token/${id}`);
    assert.equal(response.status, 404);
    assert.match(response.text, /^<!doctype html>/);
  }
});

test('scope and tenant narrow the look-up', async (t) => {
  const { url } = await mockFor(t);
  const { token, metadata, auth_id } = (await login(url, {}, alice)).json.data;
  const root = (await login(url, {}, admin)).json.data;
  const look = (id: string, query: string, method = 'GET') => send(`${url}${base}/token/${id}?${query}`, method);
  assert.equal((await look(token, 'scope=auth.users.me.read')).status, 200);
  assert.equal((await look(token, `scope=auth.users.${auth_id}.read`, 'HEAD')).status, 204);
  const denied = await look(token, 'scope=confd.ünïcode');
  assert.deepEqual([denied.status, denied.json.reason], [403, ['Unauthorized for confd.unicode']]);
  assert.equal((await look(token, 'scope=', 'HEAD')).status, 403);
  assert.equal((await look(token, 'scope=agentd.users.me.agents.delete')).status, 403);
  assert.equal((await look(token, 'scope=agentd.users.me.agents.read')).status, 200);
  assert.equal((await look(token, `tenant=${metadata.tenant_uuid}`)).status, 200);
  assert.equal((await look(root.token, `tenant=${metadata.tenant_uuid}`)).status, 200);
  const foreign = await look(token, `tenant=${root.metadata.tenant_uuid}`);
  assert.deepEqual(
    [foreign.status, foreign.json.reason],
    [403, [`Unauthorized for tenant ${root.metadata.tenant_uuid}`]],
  );
});

test('DELETE ends a token and its session, and says success in any case', async (t) => {
  const { url } = await mockFor(t);
  const { token, auth_id } = (await login(url, {}, alice)).json.data;
  const sessions = async (by: string) => (await guarded(url, by, `/users/${auth_id}/sessions`)).json.total;
  const other = (await login(url, {}, alice)).json.data.token;
  assert.equal(await sessions(other), 2);
  for (const id of [token, token, none]) {
    const response = await send(`${url}${base}/token/${id}`, 'DELETE');
    assert.deepEqual([response.status, response.json], [200, { data: { message: 'success' } }]);
  }
  assert.equal((await send(`${url}${base}/token/${token}`)).status, 404);
  assert.equal((await guarded(url, token)).status, 401);
  assert.equal(await sessions(other), 1);
});

test('scopes/check', async (t) => {
  const { url } = await mockFor(t);
  const { token, auth_id, metadata } = (await login(url, {}, alice)).json.data;
  const check = (body: object | string, id = token) => send(`${url}${base}/token/${id}/scopes/check`, 'POST', { body });
  const asked = ['auth.users.me.read', `calld.users.${auth_id}.calls.x`, 'confd.#', 'auth.users.me.read'];
  const response = await check({ scopes: asked, tenant_uuid: metadata.tenant_uuid });
  assert.equal(response.status, 200);
  assert.deepEqual(response.json, {
    scopes: { [asked[0] as string]: true, [asked[1] as string]: true, 'confd.#': false },
  });
  assert.deepEqual((await check({ scopes: [] })).json, { scopes: {} });
  assert.deepEqual(Object.keys((await check('')).json), ['message']);
  for (const body of ['', 'x']) assert.equal((await check(body)).status, 400);
  for (const body of [{ scopes: null }, { scopes: 'x' }, { scopes: [true] }, {}, { scopes: [], tenant_uuid: 1 }]) {
    assert.equal((await check(body)).json.status_code, 400, JSON.stringify(body));
  }
  assert.equal((await check({ scopes: [], tenant_uuid: none })).status, 403);
  assert.equal((await check({ scopes: [] }, none)).json.status_code, 404);
  assert.match((await check({ scopes: [] }, 'abc')).text, /^<!doctype/);
});

test('guarded resources: 401 for every cause, told apart in the details', async (t) => {
  const { url } = await mockFor(t);
  const { token, refresh_token } = (await login(url, { access_type: 'offline', client_id: 'app' }, alice)).json.data;
  assert.equal((await guarded(url, token)).status, 200);
  const notFound: [string, Record<string, string>, string][] = [
    ['none', {}, ''],
    ['garbage', { 'x-auth-token': 'garbage' }, ''],
    ['a refresh token', { 'x-auth-token': refresh_token }, ''],
    ['expired', { 'x-auth-token': token, 'tollgate-clock': '+7201' }, ''],
    ['as Bearer', { authorization: `Bearer ${token}` }, ''],
    ['in the query', {}, `?token=${token}`],
    ['credentials', { authorization: alice }, ''],
  ];
  for (const [name, headers, query] of notFound) {
    const response = await send(`${url}${base}/users/me/tokens${query}`, 'GET', { headers });
    assert.equal(response.status, 401, name);
    assert.deepEqual(Object.keys(response.json), ['message', 'error_id', 'details', 'timestamp'], name);
    assert.deepEqual([response.json.message, response.json.error_id], ['Unauthorized', 'unauthorized'], name);
    assert.deepEqual(response.json.details, {
      invalid_token: headers['x-auth-token'] ?? '',
      reason: 'not_found_or_expired',
      required_access: 'auth.users.me.tokens.read',
    });
    assert.equal(typeof response.json.timestamp, 'number');
  }
  const poor = (await login(url, {}, basic('nobody', 'no-rights'))).json.data;
  const denied = await guarded(url, poor.token);
  assert.equal(denied.status, 401);
  assert.equal(denied.json.details.reason, 'missing_permission_or_invalid_tenant');
  assert.equal(denied.json.details.tenant_uuid, null);
});

test('expiry: whole seconds, at most one early, never late', async (t) => {
  const { url } = await mockFor(t);
  for (const seconds of [2, 60, 3600]) {
    const { token, utc_issued_at } = (await login(url, { expiration: seconds }, bob)).json.data;
    const issued = Date.parse(`${utc_issued_at}Z`);
    const at = async (ms: number) => {
      const skew = ((issued + ms - Date.now()) / 1000).toFixed(3);
      return (await guarded(url, token, undefined, { 'tollgate-clock': skew.startsWith('-') ? skew : `+${skew}` }))
        .status;
    };
    assert.equal(await at(seconds * 1000 - 1300), 200, `${seconds} s, before`);
    assert.equal(await at(seconds * 1000 + 50), 401, `${seconds} s, after`);
  }
});

test('neighbours', async (t) => {
  const { url } = await mockFor(t);
  const mine = (await login(url, {}, alice)).json.data;
  const root = (await login(url, {}, admin)).json.data;
  assert.equal((await send(`${url}${base}/status`, 'HEAD')).status, 200);
  assert.equal((await send(`${url}${base}/status`)).status, 405);
  assert.deepEqual((await send(`${url}${base}/backends`)).json, { data: ['ldap_user', 'wazo_user'] });

  const self = (await guarded(url, mine.token, `/users/${mine.auth_id}`)).json;
  assert.deepEqual([self.username, self.uuid, self.enabled], ['alice', mine.auth_id, true]);
  assert.ok(!('password' in self));
  assert.equal((await guarded(url, mine.token, `/users/${root.auth_id}`)).status, 401);
  assert.equal((await guarded(url, root.token, `/users/${mine.auth_id}`)).json.username, 'alice');
  assert.equal((await guarded(url, root.token, `/users/${none}`)).json.error_id, 'unknown-user');
  assert.equal((await guarded(url, mine.token, '/users/me')).status, 404);

  const own = (await guarded(url, root.token, `/users/${mine.auth_id}/sessions`)).json;
  assert.deepEqual(own.items, [
    { uuid: mine.session_uuid, mobile: false, tenant_uuid: mine.metadata.tenant_uuid, user_uuid: mine.auth_id },
  ]);
  assert.equal((await guarded(url, root.token, '/sessions')).json.total, 1);
  assert.equal((await guarded(url, mine.token, '/sessions')).status, 401);
  for (let i = 0; i < 2; i += 1) {
    const headers = { 'x-auth-token': root.token };
    assert.equal((await send(`${url}${base}/sessions/${mine.session_uuid}`, 'DELETE', { headers })).status, 204);
  }
  assert.equal((await guarded(url, mine.token)).status, 401);
});
