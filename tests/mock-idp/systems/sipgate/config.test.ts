import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import type { MockConfig } from '../../../../mock-idp/frame/config.ts';
import { mockFor, send } from '../../mock-client.ts';

const dev = { client_id: 'dev', client_secret: 'dev-secret' };
const carla = { grant_type: 'password', username: 'carla', password: 'sunny-harbour' };

function claimsOf(jwt: string) {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
}

function post(url: string, form: Record<string, string>) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return send(url, 'POST', { headers, body: new URLSearchParams(form).toString() });
}

const token = (url: string, form: Record<string, string>, realm = 'third-party') =>
  post(`${url}/auth/realms/${realm}/protocol/openid-connect/token`, form);

const authorize = (url: string, client_id: string, redirect_uri: string) =>
  send(
    `${url}/auth/realms/third-party/protocol/openid-connect/auth?${new URLSearchParams({ response_type: 'code', client_id, redirect_uri, scope: 'balance:read' })}`,
  );

test('scopes of one’s own are listed, granted and told', async (t) => {
  const { url } = await mockFor(t, {
    config: { sipgate: { scopes: [{ name: 'orders:read', text: 'See your orders' }] } },
  });
  const discovery = await send(`${url}/auth/realms/third-party/.well-known/openid-configuration`);
  assert.ok(discovery.json.scopes_supported.includes('orders:read'));
  const { json } = await token(url, { ...dev, ...carla, scope: 'orders:read moon:walk' });
  assert.deepEqual(claimsOf(json.access_token).realm_access.roles, ['orders:read']);
  assert.equal(json.scope, 'orders:read', 'less than was asked for is told (RFC 6749 section 5.1)');
  const exactly = await token(url, { ...dev, ...carla, scope: 'orders:read' });
  assert.equal(exactly.json.scope, undefined);
  const none = await token(url, { ...dev, ...carla, scope: 'openid email' });
  assert.deepEqual(claimsOf(none.json.access_token).realm_access.roles, []);
});

test('claims of users go where rules send them, by their scope', async (t) => {
  const user = { username: 'erin', password: 'x', claims: { department: 'ops', cost_centre: 7, badge: 'b-1' } };
  const claims = {
    department: { scope: 'balance:read', in: ['access_token', 'id_token'] },
    cost_centre: { in: ['userinfo'] },
  };
  const { url } = await mockFor(t, { config: { sipgate: { users: [user], claims } } });
  const erin = { grant_type: 'password', username: 'erin', password: 'x' };
  const { json } = await token(url, { ...dev, ...erin, scope: 'openid balance:read' });
  assert.equal(claimsOf(json.access_token).department, 'ops');
  const headers = { authorization: `Bearer ${json.access_token}` };
  const userinfo = await send(`${url}/auth/realms/third-party/protocol/openid-connect/userinfo`, 'GET', { headers });
  assert.deepEqual([userinfo.json.cost_centre, userinfo.json.badge, userinfo.json.department], [7, 'b-1', undefined]);
  const id = claimsOf(json.id_token);
  assert.deepEqual([id.department, id.badge, id.cost_centre], ['ops', 'b-1', undefined]);
  const other = await token(url, { ...dev, ...erin, scope: 'openid account:read' });
  assert.equal(claimsOf(other.json.access_token).department, undefined);
});

test('realms may have any name', async (t) => {
  const client = {
    realm: 'staff',
    client_id: 'intranet',
    client_secret: 'x',
    redirect_uris: ['https://a.example/'],
    grant_types: ['client_credentials'],
  };
  const { url } = await mockFor(t, { config: { sipgate: { realms: ['empty'], clients: [client] } } });
  for (const realm of ['staff', 'empty', 'third-party']) {
    const { json } = await send(`${url}/auth/realms/${realm}/.well-known/openid-configuration`);
    assert.equal(json.issuer, `${url}/auth/realms/${realm}`);
  }
  const own = { grant_type: 'client_credentials', client_id: 'intranet', client_secret: 'x' };
  assert.equal((await token(url, own, 'staff')).status, 200);
  assert.equal((await token(url, own)).status, 401);
});

test('a redirect URI may have wildcards on the loopback interface, and nowhere else', async (t) => {
  const redirect_uris = ['http://localhost:*/callback', 'http://127.0.0.1:3000/app/*', 'https://a.example/cb'];
  const client = { realm: 'third-party', client_id: 'local', client_secret: 'x', redirect_uris };
  const { url } = await mockFor(t, { config: { sipgate: { clients: [client] } } });
  const cases: [string, boolean][] = [
    ['http://localhost:5173/callback', true],
    ['http://localhost/callback', true],
    ['http://localhost:5173/callback/x', false],
    ['http://localhost:5173/callback#x', false],
    ['http://127.0.0.1:3000/app/a/b?c=d', true],
    ['http://127.0.0.1:3001/app/', false],
    ['http://127.0.0.1:3000/', false],
    ['http://localhost.evil.example:1/callback', false],
    ['https://a.example/cb', true],
  ];
  for (const [uri, allowed] of cases) {
    const { status, text } = await authorize(url, 'local', uri);
    assert.equal(status, allowed ? 303 : 400, uri);
    if (!allowed && !uri.includes('#')) {
      assert.ok(
        text.includes(uri.replaceAll('&', '&amp;')) && text.includes('http://localhost:*/callback'),
        'sent and registered are told',
      );
    }
  }
});

test('for a quick start any client is known, with any secret; registered ones keep theirs', async (t) => {
  const { url } = await mockFor(t, { config: { sipgate: { acceptAnyClient: true } } });
  const credentials = { client_id: 'never-seen', client_secret: 'whatever' };
  assert.equal((await token(url, { ...credentials, ...carla })).status, 200);
  assert.equal((await authorize(url, 'never-seen', 'http://127.0.0.1:4711/x')).status, 303);
  assert.equal((await authorize(url, 'never-seen', 'https://evil.example/')).status, 400);
  assert.equal((await token(url, { client_id: 'dev', client_secret: 'wrong', ...carla })).status, 401);
  const strict = await mockFor(t);
  assert.equal((await token(strict.url, { ...credentials, ...carla })).status, 401);
});

test('what could never work is refused at the start', async (t) => {
  const client = { realm: 'third-party', client_id: 'x', client_secret: 'x', redirect_uris: ['https://a.example/'] };
  const cases: [object, RegExp][] = [
    [{ ...client, client_secret: 'sé' }, /\/sipgate\/clients\/0\/client_secret: is "sé"/],
    [{ ...client, client_id: 'é' }, /\/sipgate: realm third-party: .*client_id/],
    [{ ...client, redirect_uris: ['nowhere'] }, /\/sipgate: realm third-party: .*redirect_uris/],
    [{ ...client, redirect_uris: ['https://*.example/'] }, /\/redirect_uris\/0: is "https:\/\/\*\.example\/"/],
  ];
  for (const [wrong, message] of cases) {
    const config = { sipgate: { clients: [wrong] } } as MockConfig;
    await assert.rejects(mockFor(t, { config }), message, JSON.stringify(wrong));
  }
});

test('the example of the documentation works', async (t) => {
  const text = readFileSync(new URL('../../../../docs/mock-idp.md', import.meta.url), 'utf8');
  const [, example = ''] = /```json\n(\{[\s\S]*?\n\})\n```/.exec(text) ?? [];
  const { url } = await mockFor(t, { config: JSON.parse(example) });
  const erin = { grant_type: 'password', username: 'erin', password: 's3cret', scope: 'openid orders:read' };
  const { json } = await token(url, { ...dev, ...erin });
  assert.deepEqual([claimsOf(json.access_token).department, json.expires_in], ['ops', 60]);
});
