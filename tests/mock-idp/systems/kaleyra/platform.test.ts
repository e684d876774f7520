import assert from 'node:assert/strict';
import test from 'node:test';
import profiles from '../../../../fixtures/kaleyra/profiles.json' with { type: 'json' };
import { mockFor, send } from '../../mock-client.ts';
import { own } from './client.ts';

interface Entry {
  readonly method: string;
  readonly path: string;
  readonly headers: [string, string][];
  readonly body: { readonly text?: string };
  readonly response: { readonly status: number } | null;
}

const at = '/kaleyra/platform/callbacks';

/** What the platform sent to a customer's two URLs. */
async function sentTo(url: string, profile: string): Promise<Entry[]> {
  const { entries } = (await send(`${url}/_control/journal`)).json as { entries: Entry[] };
  return entries.filter(({ path }) => path.startsWith(`/kaleyra/${profile}/`));
}

for (const [name, profile] of Object.entries(profiles)) {
  test(`the platform calls a customer back whose responses are of the shape ${name}`, async (t) => {
    const { url } = await mockFor(t);
    const { auth, response, callback } = profile as (typeof profiles)['azure'];
    const order = {
      profile: name,
      authMethod: auth?.method ?? 'POST',
      authUrl: `${url}/kaleyra/${name}/auth`,
      clientId: own.id,
      clientSecret: own.secret,
      tokenFieldPath: response.tokenFieldPath,
      expirationFieldPath: response.expirationFieldPath,
      authHeaders: JSON.stringify(profiles.main.auth.headers),
      callbackMethod: callback?.method ?? 'POST',
      callbackUrl: `${url}/kaleyra/${name}/callback?custom_param=some_value&s=<status>`,
      callbackBody: '{ "status": "<status>" }',
      variables: { status: 'a "b" & c' },
    };
    const fire = (clock: string) => send(`${url}${at}`, 'POST', { body: order, headers: { 'tollgate-clock': clock } });
    for (const clock of ['+0', '+1']) assert.deepEqual((await fire(clock)).json, { sent: true, status: 200 });
    const [first, second, third, ...more] = await sentTo(url, name);
    assert.match(first?.path ?? '', new RegExp(`^/kaleyra/${name}/auth`));
    assert.equal(second?.path, `/kaleyra/${name}/callback?custom_param=some_value&s=a%20%22b%22%20%26%20c`);
    const isGet = order.callbackMethod === 'GET';
    assert.equal(second?.body.text, isGet ? '' : '{ "status": "a \\"b\\" & c" }');
    const token = (entry?: Entry) => entry?.headers.find(([field]) => field === 'Authorization')?.[1];
    assert.match(token(second) ?? '', /^Bearer [\w.-]+$/);
    assert.equal(token(third), token(second), 'the token is used again');
    assert.deepEqual(more, []);
    await fire('+7200');
    const renewed = (await sentTo(url, name)).slice(3);
    assert.equal(renewed.length, 2, 'a new token, then the callback');
    assert.notEqual(token(renewed[1]), token(second));
  });
}

test('without a token there is no callback, and the platform says why', async (t) => {
  const { url } = await mockFor(t);
  const order = {
    profile: 'p',
    authUrl: `${url}/kaleyra/rfc/auth`,
    clientId: own.id,
    clientSecret: 'wrong',
    callbackUrl: `${url}/kaleyra/rfc/callback`,
  };
  const refused = await send(`${url}${at}`, 'POST', { body: order });
  assert.deepEqual(refused.json, { sent: false, reason: 'the auth URL answered 401' });
  const lost = await send(`${url}${at}`, 'POST', { body: { ...order, authUrl: 'http://127.0.0.1:1/' } });
  assert.match(lost.json.reason, /gave no response/);
  assert.equal((await sentTo(url, 'rfc')).length, 1);
});

test('a profile without Advanced Authentication is called back without a token, and none is asked for', async (t) => {
  const { url } = await mockFor(t);
  for (const advancedAuthentication of [false, 'false']) {
    const order = {
      profile: 'plain',
      advancedAuthentication,
      authUrl: `${url}/kaleyra/rfc/auth`,
      clientId: own.id,
      clientSecret: own.secret,
      callbackUrl: `${url}/kaleyra/rfc/callback`,
    };
    assert.deepEqual((await send(`${url}${at}`, 'POST', { body: order })).json, { sent: true, status: 401 });
  }
  const sent = await sentTo(url, 'rfc');
  assert.deepEqual(
    sent.map(({ path, headers }) => [path, headers.some(([name]) => name === 'Authorization')]),
    [
      ['/kaleyra/rfc/callback', false],
      ['/kaleyra/rfc/callback', false],
    ],
  );
});

test('a wrong order is refused by name', async (t) => {
  const { url } = await mockFor(t);
  const order = { profile: 'p', authUrl: 'http://h/', clientId: 'i', clientSecret: 's', callbackUrl: 'http://h/' };
  const wrong: [object | string, RegExp][] = [
    ['{', /not JSON/],
    [{ ...order, profile: undefined }, /profile: is missing/],
    [{ ...order, callbackUrl: 'ftp://h/' }, /callbackUrl: expected an http/],
    [{ ...order, authMethod: 'PATCH' }, /authMethod: expected one of GET, POST, PUT/],
    [{ ...order, clientId: 1 }, /clientId: expected text/],
    [{ ...order, authHeaders: '[1]' }, /authHeaders: expected an object of texts/],
    [{ ...order, advancedAuthentication: 'no' }, /advancedAuthentication: expected true or false/],
    [{ ...order, colour: 'red' }, /colour: no such member/],
  ];
  for (const [body, message] of wrong) {
    const response = await send(`${url}${at}`, 'POST', { body });
    assert.equal(response.status, 400, JSON.stringify(body));
    assert.match(response.json.message, message);
  }
});
