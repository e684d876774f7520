import assert from 'node:assert/strict';
import test from 'node:test';
import { mockFor, send } from '../../mock-client.ts';

const own = { username: 'alice', password: 'correct-horse', accountName: 'acme' };
const app = { clientId: 'tollgate-google.apps.example', provider: 'google' };
const redirectUri = 'http://127.0.0.1:8081/monster-ui/?view=apps&lang=en';

test('the application links who comes from a provider, and lets them in from then on', async (t) => {
  const { url } = await mockFor(t);
  const act = async (order: object) =>
    (await send(`${url}/kazoo-app`, 'POST', { body: { url, session: 'one', ...order } })).json;
  const mint = async (order: object) =>
    (await send(`${url}/_control/mint`, 'POST', { body: { system: 'kazoo', ...order } })).json;
  const resource = `${url}/v2/auth/links`;
  const authorizeUrl = `${url}/sso/google/o/oauth2/auth`;

  /** Signs somebody on; gives what the application made of it. */
  async function signOn(subject: string, session = 'one'): Promise<unknown> {
    const { location } = await act({ do: 'sso', session, ...app, authorizeUrl, redirectUri });
    const asked = new URL(location).searchParams;
    const redirect_uri = asked.get('redirect_uri') ?? '';
    const { code } = await mint({ provider: 'google', client_id: asked.get('client_id'), redirect_uri, subject });
    const callbackUrl = new URL(redirect_uri);
    callbackUrl.searchParams.set('code', code);
    callbackUrl.searchParams.set('state', asked.get('state') ?? '');
    return act({ do: 'callback', session, callbackUrl: callbackUrl.href });
  }

  assert.deepEqual(await act({ do: 'call', resource }), { done: false });
  assert.deepEqual(await signOn('somebody'), { done: true });
  assert.deepEqual(await act({ do: 'call', resource }), { done: false }, 'unlinked is not logged in');
  assert.deepEqual(await act({ do: 'login', ...own }), { done: true, status: 201 });
  assert.deepEqual(await act({ do: 'call', resource }), { done: true, status: 200 });
  assert.deepEqual(await act({ do: 'refresh' }), { done: true });

  assert.deepEqual(await signOn('somebody', 'two'), { done: true });
  assert.deepEqual(await act({ do: 'call', resource, session: 'two' }), { done: true, status: 200 });
});

test('an order that lacks something is told so', async (t) => {
  const { url } = await mockFor(t);
  const act = async (body: object) => (await send(`${url}/kazoo-app`, 'POST', { body })).json.message;
  assert.match(await act({ do: 'dance' }), /^do: expected one of login, call, refresh, sso, /);
  assert.equal(await act({ do: 'call', session: 'one' }), 'resource: expected text');
  assert.match(await act({ do: 'login', session: 'one', ...own, url: 'http://127.0.0.1:9' }), /^no response: /);
});

test('a token is made for a user, with claims that tell it from others', async (t) => {
  const { url } = await mockFor(t);
  const mint = (order: object) =>
    send(`${url}/_control/mint`, 'POST', { body: { system: 'kazoo', type: 'auth_token', ...order } });
  const { auth_token, data } = (await mint({ user: 'carol', claims: { jti: 'one' } })).json;
  assert.equal(data.account_name, 'acme');
  const links = await send(`${url}/v2/auth/links`, 'GET', { headers: { 'x-auth-token': auth_token } });
  assert.equal(links.status, 200);
  const nobodys = (await mint({ claims: { auth_id: 'a-link' } })).json;
  assert.deepEqual(nobodys.data, {});
  const refused = await send(`${url}/v2/auth/links`, 'GET', { headers: { 'x-auth-token': nobodys.auth_token } });
  assert.equal(refused.status, 401);
  assert.equal((await mint({ user: 'nobody' })).status, 400);
});
