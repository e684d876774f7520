import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import test from 'node:test';
import { mockFor, send } from '../../mock-client.ts';
import { alice, carol, crossbar, hashed, opened, tokenOf, userAuth } from './client.ts';

const id = /^[0-9a-f]{32}$/;
const apiKey = '4f'.repeat(32);

test('a login is answered with 201, an envelope, whom the token is for, and the token', async (t) => {
  const { url } = await mockFor(t);
  const response = await userAuth(url, alice);
  assert.equal(response.status, 201, response.text);
  const { data, auth_token, ...envelope } = response.json;
  assert.match(data.owner_id, id);
  assert.match(data.account_id, id);
  assert.notEqual(data.reseller_id, data.account_id);
  assert.equal(data.account_name, 'acme');
  assert.deepEqual(data.apps, []);
  assert.equal(envelope.status, 'success');
  assert.equal(envelope.version, '4.0.0');
  assert.match(envelope.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.match(envelope.request_id, id);
  assert.equal(auth_token.split('.').length, 3);
});

test('credentials may be SHA-1, and the account be named by its realm', async (t) => {
  const { url } = await mockFor(t);
  const data = { credentials: hashed(alice, 'sha1'), method: 'sha', account_realm: 'acme.tollgate.example' };
  assert.equal((await crossbar(url, 'PUT', '/user_auth', undefined, { data })).status, 201);
});

test('wrong credentials, an unknown account and no account are refused alike', async (t) => {
  const { url } = await mockFor(t);
  const cases = [
    { credentials: '0'.repeat(32), account_name: 'acme' },
    { credentials: hashed(alice), account_name: 'nowhere' },
    { credentials: hashed(alice) },
  ];
  for (const data of cases) {
    const { status, json } = await crossbar(url, 'PUT', '/user_auth', undefined, { data });
    assert.deepEqual([status, json.error, json.message], [401, '401', 'invalid_credentials']);
    assert.deepEqual(json.data, { message: 'invalid credentials' });
    assert.equal(json.auth_token, undefined);
  }
});

test('a body that breaks the schema names every failing member', async (t) => {
  const { url } = await mockFor(t);
  const { status, json } = await crossbar(url, 'PUT', '/user_auth', undefined, { data: { method: 'rot13' } });
  assert.deepEqual([status, json.message], [400, 'validation error']);
  assert.equal(json.data.credentials.required.message, 'Field is required but missing');
  assert.deepEqual(json.data.method.enum.target, ['md5', 'sha']);
});

test('an API key gives a token without an owner; an unknown one is not repeated', async (t) => {
  const { url } = await mockFor(t);
  const users = await import('../../../../fixtures/kazoo/accounts.json', { with: { type: 'json' } });
  const key = users.default.accounts.find(({ name }) => name === 'acme')?.api_key;
  const good = await crossbar(url, 'PUT', '/api_auth', undefined, { data: { api_key: key } });
  assert.equal(good.status, 201);
  assert.equal(good.json.data.owner_id, undefined);
  assert.equal(opened(good.json.auth_token).claims.method, 'cb_api_auth');
  const bad = await crossbar(url, 'PUT', '/api_auth', undefined, { data: { api_key: apiKey } });
  assert.equal(bad.status, 404);
  assert.ok(!bad.text.includes(apiKey));
  const short = await crossbar(url, 'PUT', '/api_auth', undefined, { data: { api_key: 'short' } });
  assert.deepEqual([short.status, short.json.data.api_key.minLength.target], [400, 64]);
});

test('a token has the header and the claims of Kazoo, and the published PEM verifies it', async (t) => {
  const { url } = await mockFor(t);
  const { token, account, owner } = await tokenOf(url, carol);
  const { header, claims } = opened(token);
  const { json } = await crossbar(url, 'GET', '/auth/keys', token);
  assert.deepEqual(header, { alg: 'RS256', typ: 'JWT', kid: json.data[0] });
  assert.deepEqual(
    [claims.iss, claims.account_id, claims.owner_id, claims.method],
    ['kazoo', account, owner, 'cb_user_auth'],
  );
  assert.match(claims.identity_sig, /^[\w-]{43}$/);
  assert.ok(Math.abs(claims.exp - Date.now() / 1000 - 3600) < 60);
  for (const name of ['iat', 'nbf', 'aud', 'sub', 'jti']) assert.equal(claims[name], undefined);

  const key = await crossbar(url, 'GET', `/auth/keys/${header.kid}`, token);
  const pem = key.json.data.public_key_pem;
  assert.match(pem, /^-----BEGIN RSA PUBLIC KEY-----\n[\s\S]+\n-----END RSA PUBLIC KEY-----\n\n$/);
  const [head, body, signature = ''] = token.split('.');
  const input = Buffer.from(`${head}.${body}`);
  assert.ok(verify('RSA-SHA256', input, createPublicKey(pem), Buffer.from(signature, 'base64url')));

  const accept = { 'x-auth-token': token, accept: 'application/x-pem-file' };
  const file = await send(`${url}/v2/auth/keys/${header.kid}`, 'GET', { headers: accept });
  assert.deepEqual([file.text, file.headers['content-type']], [pem, 'application/x-pem-file']);
  assert.equal(file.headers['content-disposition'], 'attachment; filename=public_key.pem');
});

test('bodies are JSON whatever their label; without data, or not JSON, they are refused', async (t) => {
  const { url } = await mockFor(t);
  const { token } = await tokenOf(url, alice);
  const at = (body: string, type?: string, path = '/auth') =>
    send(`${url}/v2${path}`, 'PUT', {
      headers: { 'x-auth-token': token, ...(type && { 'content-type': type }) },
      body,
    });
  const refresh = '{ "action": "refresh_token", "data": {} }';
  for (const type of [undefined, 'application/json', 'application/x-www-form-urlencoded']) {
    assert.equal((await at(refresh, type)).status, 201);
  }
  assert.equal((await at('', undefined, '/auth?action=refresh_token')).status, 201);
  const missing = await at('{"action": "refresh_token"}');
  assert.deepEqual([missing.status, missing.json.data.data.required.value], [400, { action: 'refresh_token' }]);
  const text = await at('{"action": "refresh_token", "data": "x"}');
  assert.equal(text.json.data.data.type.message, 'Value did not match type(s): object, array');
  for (const body of ['{', '[]', 'null']) assert.equal((await at(body)).json.data.json.invalid.target, 'body');
});

test('POST stands for the verb that it names, and is then answered with 200', async (t) => {
  const { url } = await mockFor(t);
  const { token } = await tokenOf(url, alice);
  const inBody = { action: 'refresh_token', verb: 'PUT', data: {} };
  assert.equal((await crossbar(url, 'POST', '/auth', token, inBody)).status, 200);
  const inQuery = await crossbar(url, 'POST', '/auth?verb=PUT', token, { action: 'refresh_token', data: {} });
  assert.equal(inQuery.status, 200);
  assert.equal((await crossbar(url, 'POST', '/auth', token, { data: {} })).status, 405);
});

test('unknown paths, wrong methods, old versions and impossible wishes', async (t) => {
  const { url } = await mockFor(t);
  const unknown = await crossbar(url, 'GET', '/auth/nothing');
  assert.deepEqual([unknown.status, unknown.json.message], [404, 'not_found']);
  const wrong = await crossbar(url, 'PATCH', '/auth/links');
  assert.deepEqual([wrong.status, wrong.json.message], [405, 'invalid_method']);
  assert.equal((await send(`${url}/v1/auth/links`)).status, 410);
  const picture = await send(`${url}/v2/auth/links`, 'GET', { headers: { accept: 'image/png' } });
  assert.deepEqual([picture.status, picture.text], [406, '']);
  const options = await send(`${url}/v2/auth/links`, 'OPTIONS', { headers: { origin: 'https://ui.example' } });
  assert.deepEqual([options.status, options.headers['access-control-allow-origin']], [200, '*']);
});

test('a request id is repeated, in the header as well', async (t) => {
  const { url } = await mockFor(t);
  const { json, headers } = await send(`${url}/v2/auth/links`, 'GET', { headers: { 'x-request-id': 'mine' } });
  assert.deepEqual([json.request_id, headers['x-request-id']], ['mine', 'mine']);
});
