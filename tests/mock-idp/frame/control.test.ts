import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import test from 'node:test';
import { alice, base, guarded, login, mockFor, send } from '../mock-client.ts';

const token = 'a-long-control-token';
const bearer = { authorization: `Bearer ${token}` };

test('it describes itself', async (t) => {
  const { url } = await mockFor(t);
  const { status, json } = await send(`${url}/_control`);
  assert.equal(status, 200);
  assert.ok(json.systems.wazo.endpoints.includes(`POST ${base}/token`));
  assert.ok(json.systems.wazo.users.some((user: { username: string }) => user.username === 'alice'));
  assert.ok(json.faults > 0);
  for (const { method, path } of json.control) {
    if (method !== 'GET' || path.includes(':')) continue;
    assert.equal((await send(url + path)).status, 200, path);
  }
  assert.equal((await send(`${url}/_control/nothing`)).status, 404);
  const wrong = await send(`${url}/_control/reset`);
  assert.equal(wrong.status, 405);
  assert.match(wrong.json.message, /takes POST/);
});

test('reset forgets tokens, provocations and the journal, of faults too', async (t) => {
  const { url } = await mockFor(t);
  const faulty = `${url}/~fault/wazo.server.refused-status-403`;
  const tokens = [url, faulty].map(async (at) => (await login(at, {}, alice)).json.data.token);
  const [clean, other] = await Promise.all(tokens);
  await send(`${url}/_control/provocations`, 'POST', { body: { match: { path: '/x' }, action: { status: 418 } } });
  assert.equal((await send(`${url}/_control/reset`, 'POST')).status, 204);
  assert.equal((await send(`${url}/_control/journal`)).json.entries.length, 0);
  assert.equal((await send(`${url}/x`)).status, 404);
  assert.equal((await guarded(url, clean)).status, 401);
  assert.equal((await guarded(faulty, other)).status, 401);
});

test('mint makes a token without a flow, in the scene of its request', async (t) => {
  const { url } = await mockFor(t);
  const mint = (body: object, at = url, headers = {}) => send(`${at}/_control/mint`, 'POST', { body, headers });
  const made = await mint({ system: 'wazo', user: 'bob', expiration: 60, client_id: 'app', offline: true });
  assert.equal(made.status, 200);
  assert.equal((await guarded(url, made.json.data.token)).status, 200);
  assert.ok(made.json.data.refresh_token);
  const past = await mint({ system: 'wazo', user: 'bob', expiration: 60 }, url, { 'tollgate-clock': '-61' });
  assert.equal((await guarded(url, past.json.data.token)).status, 401);
  const faulty = `${url}/~fault/wazo.server.refused-status-403`;
  const there = (await mint({ system: 'wazo', user: 'bob' }, faulty)).json.data.token;
  assert.equal((await guarded(faulty, there)).status, 200);
  assert.equal((await guarded(url, there)).status, 401);

  const wrong: [object, RegExp][] = [
    [{ system: 'nowhere' }, /system: expected one of .*wazo/],
    [{ system: 'wazo' }, /user: there is no wazo user undefined/],
    [{ system: 'wazo', user: 'mallory' }, /"mallory"/],
    [{ system: 'wazo', user: 'bob', expiration: 0 }, /expiration/],
    [{ system: 'wazo', user: 'bob', offline: true }, /client_id/],
    [{ system: 'wazo', user: 'bob', colour: 1 }, /colour: no such member/],
  ];
  for (const [body, message] of wrong) {
    const response = await mint(body);
    assert.equal(response.status, 400, JSON.stringify(body));
    assert.match(response.json.message, message);
  }
});

test('pages of other origins, other names and forwarded requests are kept out', async (t) => {
  const { url } = await mockFor(t);
  const { host } = new URL(url);
  const cases: [string, Record<string, string>, number][] = [
    ['its own origin', { origin: url }, 200],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
    ['localhost', { host: host.replace('127.0.0.1', 'localhost') }, 200],
    ['a rebound name', { host: `evil.example:${host.split(':')[1]}` }, 403],
    ['a name that begins well', { host: 'localhost.evil.example' }, 403],
    ['a rebound name with its origin', { host: 'evil.example', origin: 'http://evil.example' }, 403],
    ['forwarded', { 'x-forwarded-for': '1.2.3.4' }, 403],
    ['forwarded, in the standard way', { forwarded: 'for=1.2.3.4' }, 403],
    ['a token where none is configured', bearer, 401],
  ];
  for (const [name, headers, status] of cases) {
    const response = await send(`${url}/_control/journal`, 'GET', { headers });
    assert.equal(response.status, status, name);
    assert.equal(response.headers['access-control-allow-origin'], undefined, name);
    if (status !== 200) assert.match(response.json.message, /_control/);
  }
});

test('a configured token opens it under any name, also to other machines, but to no page', async (t) => {
  const mock = await mockFor(t, { host: '0.0.0.0', config: { controlToken: token } });
  const journal = (url: string, headers = {}) => send(`${url}/_control/journal`, 'GET', { headers });
  assert.equal((await journal(mock.url)).status, 200, 'loopback needs none');
  assert.equal((await journal(mock.url, { ...bearer, host: 'mock.example' })).status, 200);
  assert.equal((await journal(mock.url, { ...bearer, 'x-forwarded-for': '1.2.3.4' })).status, 200);
  assert.equal((await journal(mock.url, { authorization: 'Bearer wrong' })).status, 401);
  assert.equal((await journal(mock.url, { ...bearer, origin: 'https://evil.example' })).status, 403);

  const outside = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal);
  if (!outside) return;
  const elsewhere = mock.url.replace('127.0.0.1', outside.address);
  assert.equal((await journal(elsewhere)).status, 403);
  assert.equal((await journal(elsewhere, bearer)).status, 200);
});
