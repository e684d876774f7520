import assert from 'node:assert/strict';
import test from 'node:test';
import { provocations } from '../../../../mock-idp/systems/kazoo/idp/provocations.ts';
import { mockFor, send } from '../../mock-client.ts';
import {
  alice,
  apps,
  bob,
  crossbar,
  mint,
  opened,
  type Provider,
  redirectUri,
  signOn,
  tokenOf,
  works,
} from './client.ts';

/** What the mock's providers were asked, as method and path, without discovery. */
async function asked(url: string) {
  const { entries } = (await send(`${url}/_control/journal`)).json;
  return (entries as { method: string; path: string; body: { text: string }; headers: [string, string][] }[]).filter(
    ({ path }) => path.startsWith('/sso/'),
  );
}

for (const provider of Object.keys(apps) as Provider[]) {
  test(`${provider}: unlinked, linked, logged in, unlinked again`, async (t) => {
    const { url } = await mockFor(t);
    const { token, owner } = await tokenOf(url, alice);
    const first = await signOn(url, provider, { subject: 'somebody' });
    assert.deepEqual([first.status, first.json.data], [201, {}], first.text);
    const { claims } = opened(first.json.auth_token);
    assert.deepEqual([claims.account_id, claims.owner_id, claims.auth_provider], [undefined, undefined, provider]);
    assert.equal(await works(url, first.json.auth_token), false);
    const identity = provider === 'salesforce' ? '00D000000000062EAA-somebody' : 'somebody';
    assert.match(claims.auth_id, new RegExp(`^[0-9a-f]{32}-${identity}$`));

    const path = `/auth/links/${claims.auth_id}`;
    const link = await crossbar(url, 'PUT', path, token);
    assert.equal(link.status, 201);
    assert.deepEqual([link.json.data.id, link.json.data.verified_email], [claims.auth_id, true]);
    assert.equal(link.json.data.email, 'somebody@visitors.tollgate.example');
    assert.equal(link.json.data.display_name, 'Visitor somebody');
    const { data } = (await crossbar(url, 'GET', '/auth/links', token)).json;
    assert.deepEqual([data[0].id, data[0].app, data[0].provider], [claims.auth_id, apps[provider], provider]);

    const linked = await signOn(url, provider, { subject: 'somebody' });
    assert.equal(linked.json.data.owner_id, owner);
    assert.ok(await works(url, linked.json.auth_token));
    assert.equal((await crossbar(url, 'DELETE', path, token)).status, 200);
    assert.deepEqual((await signOn(url, provider, { subject: 'somebody' })).json.data, {});
  });
}

test('Crossbar asks for discovery, tokens, token information, keys and profile, as the provider document says', async (t) => {
  const { url } = await mockFor(t);
  await signOn(url, 'google', { code: 'a&b=c+d%20 é' });
  const requests = await asked(url);
  assert.deepEqual(
    requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`),
    [
      'GET /sso/google/.well-known/openid-configuration',
      'POST /sso/google/o/oauth2/token',
      'GET /sso/google/oauth2/v1/tokeninfo',
      'GET /sso/google/oauth2/v3/certs',
      'GET /sso/google/plus/v1/people/me',
    ],
  );
  assert.deepEqual(
    [...new URLSearchParams(requests[1]?.body.text)],
    [
      ['client_id', apps.google],
      ['redirect_uri', redirectUri],
      ['client_secret', 'google-app-secret'],
      ['grant_type', 'authorization_code'],
      ['code', 'a&b=c+d%20 é'],
    ],
  );
});

for (const [name, { does }] of Object.entries(provocations)) {
  test(`a provider that ${does}: ${name === 'slow' ? 'the login succeeds' : 'no login'}`, async (t) => {
    const config = { kazoo: { idpTimeoutMs: 300 } };
    const { url } = await mockFor(t, { config });
    const { status, json } = await signOn(url, 'google', { provoke: name });
    if (name === 'slow') assert.equal(status, 201);
    else assert.deepEqual([status, json.message, json.auth_token], [401, 'invalid_credentials', undefined]);
  });
}

test('a code is good once, for its application and redirect URI', async (t) => {
  const { url } = await mockFor(t);
  const { code } = (await mint(url, 'google')).json;
  assert.equal((await signOn(url, 'google', {}, { code })).status, 201);
  assert.equal((await signOn(url, 'google', {}, { code })).status, 401);
  const others = (await mint(url, 'office365')).json.code;
  assert.equal((await signOn(url, 'google', {}, { code: others })).status, 401);
  assert.equal((await signOn(url, 'google', { redirect_uri: `${redirectUri}other` })).status, 401);
});

test('a body that breaks its schema, an unknown application and another provider are refused unasked', async (t) => {
  const { url } = await mockFor(t);
  const empty = await crossbar(url, 'PUT', '/auth/callback', undefined, { data: {} });
  assert.equal(empty.status, 400);
  assert.deepEqual(Object.keys(empty.json.data).sort(), ['client_id', 'code', 'provider', 'redirect_uri']);
  const typed = await signOn(url, 'google', {}, { code: 5 });
  assert.deepEqual(typed.json.data.code.type, {
    message: 'Value did not match type(s): string',
    target: 'string',
    value: 5,
  });
  assert.equal((await signOn(url, 'google', {}, { client_id: 'nobody' })).status, 401);
  assert.equal((await signOn(url, 'google', {}, { provider: 'office365' })).status, 401);
  assert.deepEqual(await asked(url), []);
});

test("another user's link is out of reach", async (t) => {
  const { url } = await mockFor(t);
  const [own, others] = [await tokenOf(url, alice), await tokenOf(url, bob)];
  const { auth_id } = opened((await signOn(url, 'google')).json.auth_token).claims;
  const path = `/auth/links/${auth_id}`;
  assert.equal((await crossbar(url, 'PUT', path, own.token)).status, 201);
  for (const method of ['GET', 'PUT', 'DELETE']) {
    assert.equal((await crossbar(url, method, path, others.token)).status, 403);
  }
  assert.deepEqual((await crossbar(url, 'GET', '/auth/links', others.token)).json.data, []);
  assert.equal((await crossbar(url, 'GET', '/auth/links/unknown', own.token)).status, 404);
});

test('a code for an application of somebody else is minted with its secret', async (t) => {
  const { url } = await mockFor(t);
  const client = { client_id: 'a-kazoo-of-mine', client_secret: 'its-secret', redirect_uri: 'https://ui.example/cb' };
  const { code } = (await mint(url, 'google', client)).json;
  const form = new URLSearchParams({ ...client, grant_type: 'authorization_code', code });
  const exchanged = await send(`${url}/sso/google/o/oauth2/token`, 'POST', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  });
  assert.equal(exchanged.status, 200, exchanged.text);
  assert.equal(opened(exchanged.json.id_token).claims.aud, 'a-kazoo-of-mine');
  const headers = { authorization: `Bearer ${exchanged.json.access_token}` };
  assert.equal((await send(`${url}/sso/google/plus/v1/people/me`, 'GET', { headers })).status, 200);
});

test('bad orders for codes are refused with what to change', async (t) => {
  const { url } = await mockFor(t);
  const cases = [
    [{ provider: 'myspace' }, /provider: expected one of google, office365, salesforce/],
    [{ provoke: 'rudely' }, /provoke: expected one of reject/],
    [{ client_id: 'unknown' }, /client_id: /],
    [{ colour: 'red' }, /colour: no such member/],
    [{ redirect_uri: '' }, /redirect_uri: expected text/],
    [{ foreign: 'no/word', claims: {} }, /foreign: expected a word/],
  ] as const;
  for (const [order, message] of cases) {
    const { status, json } = await mint(url, 'google', order);
    assert.equal(status, 400);
    assert.match(json.message, message);
  }
});
