import assert from 'node:assert/strict';
import test from 'node:test';
import { mockFor, send } from '../../mock-client.ts';
import { alice, bob, carol, crossbar, gina, mallory, opened, root, signOn, tokenOf, works } from './client.ts';

const reset = { action: 'reset_signature_secret', data: {} };
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test('tokens are taken from the header, the query and the envelope', async (t) => {
  const { url } = await mockFor(t);
  const { token } = await tokenOf(url, alice);
  assert.ok(await works(url, token));
  assert.equal((await crossbar(url, 'GET', `/auth/links?auth_token=${token}`)).status, 200);
  const body = { auth_token: token, action: 'refresh_token', data: {} };
  assert.equal((await crossbar(url, 'PUT', '/auth', undefined, body)).status, 201);
  const bearer = await send(`${url}/v2/auth/links`, 'GET', { headers: { authorization: `Bearer ${token}` } });
  assert.equal(bearer.status, 401);
});

test('X-Auth-Account-ID pins the account', async (t) => {
  const { url } = await mockFor(t);
  const { token, account } = await tokenOf(url, alice);
  const pinned = (id: string) =>
    send(`${url}/v2/auth/links`, 'GET', { headers: { 'x-auth-token': token, 'x-auth-account-id': id } });
  assert.deepEqual([(await pinned(account)).status, (await pinned('0'.repeat(32))).status], [200, 401]);
});

test('an expired token is refused in other words than a worthless one', async (t) => {
  const { url } = await mockFor(t);
  const { token } = await tokenOf(url, alice);
  const later = (seconds: number) =>
    send(`${url}/v2/auth/links`, 'GET', { headers: { 'x-auth-token': token, 'tollgate-clock': `+${seconds}` } });
  assert.equal((await later(3590)).status, 200);
  const late = await later(3601);
  assert.deepEqual([late.status, late.json.message, late.json.data], [401, 'invalid credentials', {}]);
  const worthless = await crossbar(url, 'GET', '/auth/links', 'worthless');
  assert.deepEqual([worthless.status, worthless.json.message], [401, 'invalid_credentials']);
  assert.equal(worthless.json.auth_token, 'worthless');
});

test('tokeninfo says what is wrong with a token', async (t) => {
  const { url } = await mockFor(t);
  const { token } = await tokenOf(url, alice);
  const { header, claims } = opened(token);
  const [head = '', body = '', signature = ''] = token.split('.');
  const info = async (one: string) => {
    const { status, json } = await crossbar(url, 'GET', `/auth/tokeninfo?token=${encodeURIComponent(one)}`);
    return [status, json.message];
  };
  assert.deepEqual(await info('garbage'), [401, 'invalid_jwt']);
  assert.deepEqual(await info('a.b.c'), [401, 'invalid_jwt']);
  assert.deepEqual(await info(''), [401, 'invalid_jwt']);
  for (const alg of ['none', 'HS256', 'ES256']) {
    assert.deepEqual(await info(`${part({ ...header, alg })}.${body}.${signature}`), [401, 'algorithm_not_supported']);
  }
  const bad = [401, 'invalid_jwt_signature'];
  assert.deepEqual(await info(`${head}.${part({ ...claims, exp: claims.exp + 1 })}.${signature}`), bad);
  assert.deepEqual(await info(`${head}.${body}.`), bad);
  assert.deepEqual(await info(`${part({ ...header, alg: 'RS384' })}.${body}.${signature}`), bad);
  assert.deepEqual(await info(`${part({ ...header, kid: 'other' })}.${body}.${signature}`), bad);
  const unlinked = (await signOn(url, 'google')).json.auth_token;
  assert.deepEqual(await info(unlinked), [403, 'no associated account_id']);
  assert.equal((await crossbar(url, 'GET', '/auth/tokeninfo')).json.message, 'missing token in params');
  const empty = await crossbar(url, 'POST', '/auth/tokeninfo', undefined, { data: {} });
  assert.deepEqual([empty.status, empty.json.message], [404, 'missing token in request']);
});

test('tokeninfo describes the token that is named, by query and by body', async (t) => {
  const { url } = await mockFor(t);
  const [own, others] = [await tokenOf(url, alice), await tokenOf(url, bob)];
  const byQuery = await crossbar(url, 'GET', `/auth/tokeninfo?token=${own.token}`, others.token);
  const byBody = await crossbar(url, 'POST', '/auth/tokeninfo', others.token, { data: { token: own.token } });
  for (const { status, json } of [byQuery, byBody]) {
    assert.deepEqual([status, json.data.owner_id, json.auth_token], [200, own.owner, own.token]);
  }
});

test("a user's reset ends that user's tokens only", async (t) => {
  const { url } = await mockFor(t);
  const [own, others] = [await tokenOf(url, alice), await tokenOf(url, bob)];
  const path = `/accounts/${own.account}/users/${own.owner}/auth`;
  const done = await crossbar(url, 'PUT', path, own.token, reset);
  assert.deepEqual([done.status, done.json.status, 'data' in done.json], [201, 'success', false]);
  assert.deepEqual([await works(url, own.token), await works(url, others.token)], [false, true]);
  const refresh = { action: 'refresh_token', data: {} };
  assert.equal((await crossbar(url, 'PUT', '/auth', own.token, refresh)).status, 401);
  assert.ok(await works(url, (await tokenOf(url, alice)).token));
});

test("who may reset a user's secret: the user, administrators of the account and of those above", async (t) => {
  const { url } = await mockFor(t);
  const { account, owner } = await tokenOf(url, alice);
  const path = `/accounts/${account}/users/${owner}/auth`;
  const tried = async (user: typeof alice) =>
    (await crossbar(url, 'PUT', path, (await tokenOf(url, user)).token, reset)).status;
  assert.deepEqual([await tried(bob), await tried(gina), await tried(mallory)], [403, 403, 403]);
  assert.deepEqual([await tried(alice), await tried(carol), await tried(root)], [201, 201, 201]);
  const { token } = await tokenOf(url, carol);
  const unknown = await crossbar(url, 'PUT', `/accounts/${account}/users/${'0'.repeat(32)}/auth`, token, reset);
  assert.deepEqual([unknown.status, unknown.json.data.cause], [404, '0'.repeat(32)]);
});

test("an account's reset ends its API tokens and spares its users", async (t) => {
  const { url } = await mockFor(t);
  const { accounts } = (await import('../../../../fixtures/kazoo/accounts.json', { with: { type: 'json' } })).default;
  const api_key = accounts.find(({ name }) => name === 'acme')?.api_key;
  const { auth_token } = (await crossbar(url, 'PUT', '/api_auth', undefined, { data: { api_key } })).json;
  const [user, admin] = [await tokenOf(url, alice), await tokenOf(url, carol)];
  const path = `/accounts/${user.account}/auth`;
  assert.equal((await crossbar(url, 'PUT', path, user.token, reset)).status, 403);
  assert.equal((await crossbar(url, 'PUT', path, admin.token, reset)).status, 201);
  assert.deepEqual([await works(url, auth_token), await works(url, user.token)], [false, true]);
});

test('the system secret and the private key are reset by super duper administrators, and end all tokens', async (t) => {
  const { url } = await mockFor(t);
  const keyReset = { action: 'reset_private_key', data: {} };
  for (const user of [alice, carol, gina, mallory]) {
    const { token } = await tokenOf(url, user);
    assert.equal((await crossbar(url, 'PUT', '/auth', token, reset)).status, 403);
    assert.equal((await crossbar(url, 'PUT', '/auth/keys/any', token, keyReset)).status, 403);
  }
  const user = await tokenOf(url, alice);
  const { token } = await tokenOf(url, root);
  assert.equal((await crossbar(url, 'PUT', '/auth', token, reset)).status, 201);
  assert.deepEqual([await works(url, user.token), await works(url, token)], [false, false]);

  const seen = new Set<string>();
  for (let round = 0; round < 3; round += 1) {
    const admin = await tokenOf(url, root);
    const [kid] = (await crossbar(url, 'GET', '/auth/keys', admin.token)).json.data;
    const { public_key_pem } = (await crossbar(url, 'GET', `/auth/keys/${kid}`, admin.token)).json.data;
    seen.add(`${kid} ${public_key_pem}`);
    const unknown = await crossbar(url, 'PUT', '/auth/keys/unknown', admin.token, keyReset);
    assert.equal(unknown.status, 404);
    assert.equal((await crossbar(url, 'PUT', `/auth/keys/${kid}`, admin.token, keyReset)).status, 201);
    assert.equal(await works(url, admin.token), false);
    assert.ok(await works(url, (await tokenOf(url, alice)).token));
  }
  assert.equal(seen.size, 3);
  assert.equal(new Set([...seen].map((one) => one.split(' ')[0])).size, 1);
});
