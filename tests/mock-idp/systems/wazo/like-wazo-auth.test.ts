import assert from 'node:assert/strict';
import test from 'node:test';
import { isFound } from '../../../../mock-idp/systems/wazo/list-query.ts';
import { admin, alice, base, bob, guarded, login, mockFor, send } from '../../mock-client.ts';

const other = 'b1c7f0de-92f3-4c55-8a51-0d9e6e1f7a21';
const remove = (url: string, token: string, path: string, headers = {}) =>
  send(`${url}${base}${path}`, 'DELETE', { headers: { 'x-auth-token': token, ...headers } });

test('sessions hang on a user’s UUID; there are none of "me"', async (t) => {
  const { url } = await mockFor(t);
  const { token, session_uuid } = (await login(url, {}, alice)).json.data;
  for (const path of ['/users/me/sessions', `/users/me/sessions/${session_uuid}`]) {
    for (const method of ['GET', 'DELETE']) {
      const response = await send(`${url}${base}${path}`, method, { headers: { 'x-auth-token': token } });
      assert.deepEqual([response.status, response.text.slice(0, 15)], [404, '<!doctype html>'], `${method} ${path}`);
    }
  }
});

test('Wazo-Tenant narrows down whose things an administrator sees', async (t) => {
  const { url } = await mockFor(t);
  const mine = (await login(url, { access_type: 'offline', client_id: 'app' }, bob)).json.data;
  const root = (await login(url, {}, admin)).json.data;
  const own = { 'wazo-tenant': mine.metadata.tenant_uuid };
  const foreign = { 'wazo-tenant': other };
  for (const path of ['', '/tokens', '/sessions']) {
    const of = (headers: Record<string, string>) => guarded(url, root.token, `/users/${mine.auth_id}${path}`, headers);
    assert.equal((await of(own)).status, 200, path);
    const unseen = await of(foreign);
    assert.deepEqual([unseen.status, unseen.json.error_id], [404, 'unknown-user'], path);
  }
  assert.equal((await guarded(url, root.token, '/users/me/tokens', foreign)).json.error_id, 'unknown-user');

  const token = `/users/${mine.auth_id}/tokens/app`;
  assert.equal((await remove(url, root.token, token, foreign)).status, 404);
  assert.equal((await remove(url, root.token, `/sessions/${mine.session_uuid}`, foreign)).status, 204);
  assert.equal((await guarded(url, mine.token)).status, 200);
  assert.equal((await remove(url, root.token, token, own)).status, 204);
  assert.equal((await remove(url, root.token, `/sessions/${mine.session_uuid}`, own)).status, 204);
  assert.equal((await guarded(url, mine.token)).status, 401);

  const refused = await guarded(url, mine.token, '/users/me/tokens', foreign);
  assert.equal(refused.json.error_id, 'unauthorized');
  const bobs = (await login(url, {}, bob)).json.data.token;
  const unauthorized = await guarded(url, bobs, '/users/me/tokens', foreign);
  assert.deepEqual(
    [unauthorized.status, unauthorized.json.error_id, unauthorized.json.message],
    [401, 'unauthorized-tenant', 'Unauthorized tenant'],
  );
});

test('lists of sessions are paged, ordered and checked like those of refresh tokens', async (t) => {
  const { url } = await mockFor(t);
  const mobile = { 'wazo-session-type': 'mobile' };
  const { auth_id, session_uuid } = (await login(url, {}, alice, mobile)).json.data;
  const desk = (await login(url, {}, alice)).json.data;
  const root = (await login(url, {}, admin)).json.data;
  const path = `/users/${auth_id}/sessions`;
  const uuids = async (query: string) =>
    (await guarded(url, root.token, `${path}?${query}`)).json.items.map(({ uuid }: { uuid: string }) => uuid);
  assert.deepEqual(await uuids(''), [session_uuid, desk.session_uuid]);
  assert.deepEqual(await uuids('order=mobile'), [desk.session_uuid, session_uuid]);
  assert.deepEqual(await uuids('order=mobile&direction=desc&limit=1'), [session_uuid]);
  assert.deepEqual(await uuids('offset=1'), [desk.session_uuid]);
  const page = (await guarded(url, root.token, `${path}?limit=1`)).json;
  assert.deepEqual([page.total, page.filtered, page.items.length], [2, 2, 1]);
  for (const list of [path, '/sessions']) {
    for (const bad of ['limit=x', 'offset=-1', 'order=created_at', 'direction=up', 'recurse=foo']) {
      const response = await guarded(url, root.token, `${list}?${bad}`);
      assert.deepEqual(
        [response.status, response.json.error_id, response.json.resource],
        [400, 'invalid-list-param', 'users'],
        `${list}?${bad}`,
      );
    }
  }
  assert.equal((await guarded(url, root.token, '/sessions')).json.total, 1);
  assert.equal((await guarded(url, root.token, '/sessions?recurse=true')).json.total, 3);
  for (const list of ['/tokens', '/users/me/tokens']) {
    assert.equal((await guarded(url, root.token, `${list}?recurse=foo`)).status, 400, list);
  }
});

test('a path is decoded before it is taken apart: no client_id in it holds a slash', async (t) => {
  const { url } = await mockFor(t);
  const { token } = (await login(url, { access_type: 'offline', client_id: 'a/b' }, alice)).json.data;
  const response = await remove(url, token, '/users/me/tokens/a%2Fb');
  assert.deepEqual([response.status, response.text.slice(0, 15)], [404, '<!doctype html>']);
  assert.equal((await guarded(url, token)).json.total, 1);
  const unknown = await remove(url, token, '/users/me/tokens/x');
  assert.equal(unknown.json.message, 'unknown refresh_token for client_id "x"');
});

test('a search is a LIKE of SQL', () => {
  const cases: [text: string, search: string, found: boolean][] = [
    ['desk-phone', 'K-PHONE', true],
    ['a(b|c)$/{d}', '(b|c)$/{d}', true],
    ['desk-phone', 'k_p', true],
    ['desk-phone', 'd%e', true],
    ['desk-phone', 'desk phone', true],
    ['desk-phone', 'phone desk', false],
    ['desk-phone', 'k\\_p', false],
    ['desk_phone', 'k\\_p', true],
    ['50%', '\\%', true],
    ['50', '\\%', false],
    ['a.b', 'a.b', true],
    ['aXb', 'a.b', false],
    ['☎️ desk', '☎', true],
    ['anything', '', true],
  ];
  for (const [text, search, found] of cases) assert.equal(isFound(text, search), found, `${search} in ${text}`);
});

test('a scope goes before a tenant, and an empty tenant is none', async (t) => {
  const { url } = await mockFor(t);
  const { token } = (await login(url, {}, alice)).json.data;
  const look = (query: string) => send(`${url}${base}/token/${token}?${query}`);
  assert.deepEqual((await look(`tenant=${other}&scope=x`)).json.reason, ['Unauthorized for x']);
  assert.deepEqual((await look(`tenant=${other}`)).json.reason, [`Unauthorized for tenant ${other}`]);
  assert.equal((await look('tenant=')).status, 200);
});

test('UUIDs in capitals, and e-mail addresses with a UUID', async (t) => {
  const { url } = await mockFor(t);
  const { token, auth_id } = (await login(url, {}, alice)).json.data;
  const user = (await guarded(url, token, `/users/${auth_id.toUpperCase()}`)).json;
  assert.equal(user.uuid, auth_id);
  assert.match(user.emails[0].uuid, /^[0-9a-f-]{36}$/);
  assert.equal((await guarded(url, token, `/users/${auth_id.toUpperCase()}/sessions`)).status, 200);
});

test('scopes/check names what is wrong as the real server does', async (t) => {
  const { url } = await mockFor(t);
  const { token } = (await login(url, {}, alice)).json.data;
  const check = async (body: unknown, headers = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return (await send(`${url}${base}/token/${token}/scopes/check`, 'POST', { body: text, headers })).json;
  };
  const list = "{'message': 'Not a valid list.', 'constraint_id': 'type', 'constraint': 'list'}";
  const text = "{'message': 'Not a valid string.', 'constraint_id': 'type', 'constraint': 'string'}";
  assert.deepEqual((await check({ scopes: 'x' })).reason, [`{'scopes': ${list}}`]);
  assert.deepEqual((await check({ scopes: ['a', 1], tenant_uuid: 2 })).reason, [
    `{'scopes': {1: ${text}}, 'tenant_uuid': ${text}}`,
  ]);
  assert.deepEqual((await check(['x'])).reason, ["{'_schema': ['Invalid input type.']}"]);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  for (const body of [await check('{"scopes": []}', form), await check('{')]) {
    assert.deepEqual(body, {
      message: 'The browser (or proxy) sent a request that this server could not understand.',
    });
  }
});

test('what Python reads: UTF-16, NaN, blanks and padding around credentials', async (t) => {
  const { url } = await mockFor(t);
  const utf16 = Buffer.from(JSON.stringify({ expiration: 60 }), 'utf16le');
  for (const body of [utf16, Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), Buffer.from(utf16).swap16()]) {
    const response = await send(`${url}${base}/token`, 'POST', { body, headers: { authorization: alice } });
    assert.equal(response.status, 200);
  }
  const nan = await send(`${url}${base}/token`, 'POST', { body: '{"expiration": NaN}' });
  assert.match(nan.json.reason[0], /Not a valid integer/);
  const [, encoded = ''] = alice.split(' ');
  for (const header of [`Basic  ${encoded}`, `Basic ${encoded}==`]) {
    assert.equal((await login(url, {}, header)).status, 200, header);
  }
});

test('users, tenants and ways to log in can be read; what the mock leaves out says so', async (t) => {
  const { url } = await mockFor(t);
  const root = (await login(url, {}, admin)).json.data;
  const mine = (await login(url, {}, alice)).json.data;
  const get = async (path: string, headers = {}) => (await guarded(url, root.token, path, headers)).json;
  const acme = { 'wazo-tenant': mine.metadata.tenant_uuid };
  const named = (list: { items: { username: string }[] }) => list.items.map(({ username }) => username);
  assert.deepEqual(named(await get('/users?search=MART', acme)), ['alice']);
  assert.deepEqual(named(await get('/users?order=username&direction=desc&offset=1&limit=2', acme)).length, 2);
  assert.ok(named(await get('/users?recurse=true')).includes('alice'));
  assert.ok(!named(await get('/users')).includes('alice'));
  assert.ok((await get('/users', acme)).items.every((user: object) => !('password' in user) && !('acl' in user)));

  const tenants = await get('/tenants');
  assert.deepEqual(
    tenants.items.map(({ slug }: { slug: string }) => slug),
    ['acme', 'master', 'other'],
  );
  const own = await get(`/tenants/${root.metadata.tenant_uuid}`);
  assert.deepEqual([own.slug, own.parent_uuid], ['master', own.uuid]);
  assert.equal((await get(`/tenants/${other}`, acme)).error_id, 'unknown-tenant');
  assert.deepEqual((await get('/idp')).items, ['default', 'native', 'ldap', 'saml']);
  for (const path of ['/users', '/tenants', '/idp']) assert.equal((await guarded(url, mine.token, path)).status, 401);

  for (const [method, path] of [
    ['PUT', `/users/${mine.auth_id}/password`],
    ['DELETE', `/users/${mine.auth_id}`],
    ['GET', '/policies'],
    ['GET', '/api/api.yml'],
  ] as const) {
    const response = await send(`${url}${base}${path}`, method);
    assert.deepEqual([response.status, response.json.message.includes('leaves')], [501, true], `${method} ${path}`);
  }
  assert.equal((await send(`${url}${base}/api/apiXyml`)).status, 404);
});
