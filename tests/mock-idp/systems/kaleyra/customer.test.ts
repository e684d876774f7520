import assert from 'node:assert/strict';
import test from 'node:test';
import { compactDecrypt, compactVerify, createLocalJWKSet, decodeProtectedHeader } from 'jose';
import keys from '../../../../fixtures/kaleyra/development-keys.json' with { type: 'json' };
import { basic, mockFor, send } from '../../mock-client.ts';
import { authenticate, byPassword, callBack, good, other, own } from './client.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
type Shape = (response: any) => readonly [token: unknown, expiry: unknown];

const shapes: Readonly<Record<string, { at: Shape; expiry: (value: unknown, now: number) => boolean }>> = {
  main: { at: ({ result }) => [result.credentials.token, result.valid_for], expiry: (value) => value === 3599 },
  rfc: { at: (response) => [response.access_token, response.expires_in], expiry: (value) => value === 3600 },
  azure: { at: (response) => [response.access_token, response.expires_in], expiry: (value) => value === '3599' },
  epoch: {
    at: (response) => [response.access_token, response.expires_on],
    expiry: (value, now) => typeof value === 'string' && Math.abs(Number(value) - (now / 1000 + 3599)) < 3,
  },
  milliseconds: {
    at: ({ data }) => [data.auth.token, data.auth.expires_at],
    expiry: (value, now) => typeof value === 'number' && Math.abs(value - (now + 1_800_000)) < 3000,
  },
  dates: {
    at: ({ tokens: [first] }) => [first.value, first.until],
    expiry: (value, now) => Math.abs(Date.parse(String(value)) - (now + 1_800_000)) < 3000,
  },
  encrypted: { at: (response) => [response.access_token, response.expires_in], expiry: (value) => value === 3600 },
  flat: { at: (response) => [response['auth.token'], response['auth.expires']], expiry: (value) => value === 600 },
  get: { at: (response) => [response.access_token, response.expires_in], expiry: (value) => value === 3600 },
};

for (const [profile, { at, expiry }] of Object.entries(shapes)) {
  test(`${profile}: token and expiry stand where the profile says, and the token opens the callback URL until then`, async (t) => {
    const { url } = await mockFor(t);
    const response = await authenticate(url, profile);
    assert.equal(response.status, 200, response.text);
    assert.equal(response.headers['cache-control'], 'no-store');
    assert.equal(response.headers.pragma, 'no-cache');
    const [token, validity] = at(response.json);
    assert.ok(typeof token === 'string' && expiry(validity, Date.now()), response.text);
    assert.equal((await callBack(url, profile, `Bearer ${token}`, '?custom_param=some_value')).status, 200);
    const method = ['get', 'azure'].includes(profile) ? 'GET' : 'POST';
    const late = { authorization: `Bearer ${token}`, 'tollgate-clock': '+3601' };
    assert.equal((await send(`${url}/kaleyra/${profile}/callback`, method, { headers: late })).status, 401);
    const elsewhere = profile === 'rfc' ? 'epoch' : 'rfc';
    assert.equal((await callBack(url, elsewhere, `Bearer ${token}`)).status, 401, 'of another profile');
  });
}

test('tokens are encoded as the profiles say', async (t) => {
  const { url } = await mockFor(t);
  const token = async (profile: string) => String(shapes[profile]?.at((await authenticate(url, profile)).json)[0]);
  const signed = await token('main');
  assert.equal(decodeProtectedHeader(signed).alg, 'RS256');
  const { json } = await send(`${url}/kaleyra/main/jwks`);
  const { payload } = await compactVerify(signed, createLocalJWKSet(json));
  assert.equal(JSON.parse(Buffer.from(payload).toString()).sub, own.id);
  assert.deepEqual(Object.keys(json.keys[0]).sort(), ['e', 'kid', 'kty', 'n', 'use'], 'the public part alone');
  const secret = Buffer.from(keys.secret);
  assert.equal((await compactVerify(await token('azure'), secret)).protectedHeader.alg, 'HS256');
  const { plaintext } = await compactDecrypt(await token('encrypted'), secret.subarray(0, 32));
  assert.equal(JSON.parse(Buffer.from(plaintext).toString()).sub, own.id);
  assert.doesNotMatch(await token('rfc'), /\./);
});

test('both grants, and credentials as a form, as JSON and by Basic', async (t) => {
  const { url } = await mockFor(t);
  assert.equal((await authenticate(url, 'rfc', byPassword())).status, 200);
  assert.equal((await send(`${url}/kaleyra/rfc/auth`, 'POST', { body: good() })).status, 200);
  const headers = { authorization: basic(own.id, own.secret) };
  assert.equal((await authenticate(url, 'rfc', { grant_type: 'client_credentials' }, { headers })).status, 200);
});

test('what is refused, and how', async (t) => {
  const { url } = await mockFor(t);
  const { client_id: _, ...noId } = good();
  const { client_secret: __, ...noSecret } = good();
  const { grant_type: ___, ...noGrant } = good();
  const grant = (name: string) => ({ ...good(), grant_type: name, code: 'x', refresh_token: 'x', device_code: 'x' });
  const form = new URLSearchParams(good()).toString();
  const cases: [string, Record<string, string> | string, number, string][] = [
    ['wrong id', { ...good(), client_id: 'x' }, 401, 'invalid_client'],
    ['wrong secret', { ...good(), client_secret: 'x' }, 401, 'invalid_client'],
    ['secret of another', { ...good(), client_secret: other.secret }, 401, 'invalid_client'],
    ['no id', noId, 401, 'invalid_client'],
    ['no secret', noSecret, 401, 'invalid_client'],
    ['no grant type', noGrant, 400, 'invalid_request'],
    ['repeated', `${form}&client_id=${own.id}`, 400, 'invalid_request'],
    ['authorization code', grant('authorization_code'), 400, 'unsupported_grant_type'],
    ['refresh token', grant('refresh_token'), 400, 'unsupported_grant_type'],
    ['device', grant('urn:ietf:params:oauth:grant-type:device_code'), 400, 'unsupported_grant_type'],
    ['wrong password', { ...byPassword(), password: 'x' }, 400, 'invalid_grant'],
    ['unknown user', { ...byPassword(), username: 'x' }, 400, 'invalid_grant'],
    ['no password', { ...byPassword(), password: '' }, 400, 'invalid_request'],
  ];
  for (const [name, parameters, status, error] of cases) {
    const response = await authenticate(url, 'rfc', parameters);
    assert.deepEqual([response.status, response.json.error], [status, error], name);
    assert.equal(response.headers['cache-control'], 'no-store', name);
  }
  const byBasic = { headers: { authorization: basic(own.id, 'wrong') } };
  const refused = await authenticate(url, 'rfc', { grant_type: 'client_credentials' }, byBasic);
  assert.match(String(refused.headers['www-authenticate']), /^Basic /);
  const wrongMethod = await authenticate(url, 'rfc', good(), { method: 'GET' });
  assert.deepEqual([wrongMethod.status, wrongMethod.headers.allow], [405, 'POST']);
  const asText = { headers: { 'content-type': 'text/plain' } };
  assert.equal((await authenticate(url, 'rfc', good(), asText)).json.error, 'invalid_request');
  const { status } = await send(`${url}/kaleyra/main/auth`, 'POST', { body: good() });
  assert.equal(status, 400, 'without the extra headers');
});

test('callbacks need one live token of their own client', async (t) => {
  const { url } = await mockFor(t);
  const token = (await authenticate(url, 'rfc')).json.access_token;
  for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
    assert.equal((await callBack(url, 'rfc', `${scheme} ${token}`)).status, 200);
  }
  const foreign = (await authenticate(url, 'rfc', good(other))).json.access_token;
  const cases: [string, string | undefined, number, RegExp][] = [
    ['none', undefined, 401, /^Bearer realm="callbacks"$/],
    ['another scheme', basic(own.id, own.secret), 401, /^Bearer realm="callbacks"$/],
    ['unknown', 'Bearer unknown', 401, /error="invalid_token"/],
    ['malformed', 'Bearer a b', 401, /error="invalid_token"/],
    ['the secret', `Bearer ${own.secret}`, 401, /error="invalid_token"/],
    ['of another client', `Bearer ${foreign}`, 401, /error="invalid_token"/],
  ];
  for (const [name, authorization, status, challenge] of cases) {
    const response = await callBack(url, 'rfc', authorization);
    assert.equal(response.status, status, name);
    assert.match(String(response.headers['www-authenticate']), challenge, name);
  }
});

test('profiles can be configured, tokens minted, and a reset forgets them', async (t) => {
  const mine = { clients: [{ id: 'me', secret: 'mine' }], response: { tokenFieldPath: 't' }, lifetime: 5 };
  const { url } = await mockFor(t, { config: { kaleyra: { profiles: { mine } } } });
  const response = await authenticate(url, 'mine', good({ id: 'me', secret: 'mine' }));
  assert.deepEqual([typeof response.json.t, response.json.expires_in], ['string', 5]);
  const mint = (body: object) => send(`${url}/_control/mint`, 'POST', { body: { system: 'kaleyra', ...body } });
  const live = (await mint({ profile: 'mine' })).json.token;
  const over = (await mint({ profile: 'mine', lifetime: -1 })).json.token;
  assert.equal((await callBack(url, 'mine', `Bearer ${live}`)).status, 200);
  assert.equal((await callBack(url, 'mine', `Bearer ${over}`)).status, 401);
  for (const wrong of [{}, { profile: 'nobody' }, { profile: 'mine', client: 'x' }, { profile: 'mine', colour: 1 }]) {
    assert.equal((await mint(wrong)).status, 400, JSON.stringify(wrong));
  }
  await send(`${url}/_control/reset`, 'POST');
  assert.equal((await callBack(url, 'mine', `Bearer ${live}`)).status, 401);
});
