import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { openPeer } from '../../../../suites/harness/http/peer.ts';
import { mockFor } from '../../../mock-idp/mock-client.ts';
import { byteServer, json } from './byte-server.ts';

const TOKEN = '/api/auth/0.1/token';

async function peerFor(t: TestContext) {
  const { url } = await mockFor(t);
  const call = async (path: string, body = '{}') =>
    void (await request(url + path, { method: 'POST', body })).body.dump();
  return { url, call, peer: openPeer({ url, publicUrl: 'http://public.example' }, { settleMs: 30, quietMs: 60 }) };
}

test('what came before a mark is not received after it', async (t) => {
  const { url, call, peer } = await peerFor(t);
  assert.equal(await peer.mark(), 0);
  await call(`${TOKEN}?n=1`);
  await call(`${TOKEN}?n=2`);
  const since = await peer.mark();
  assert.deepEqual(await peer.received(TOKEN, { since }), []);
  await call(`${TOKEN}?n=3`);
  await call('/elsewhere');
  const found = await peer.received(TOKEN, { since, atLeast: 1 });
  assert.deepEqual(
    found.map((exchange) => [exchange.request.method, exchange.request.url, exchange.response?.status]),
    [['POST', `${url}${TOKEN}?n=3`, 401]],
  );
  assert.equal(Buffer.from(found[0]?.request.body ?? []).toString(), '{}');
  assert.equal((await peer.received(TOKEN, { since: 0 })).length, 3);
});

test('a mark is the journal’s end however much it holds, and more than a page of it is received', async (t) => {
  const { call, peer } = await peerFor(t);
  for (let batch = 0; batch < 42; batch++) await Promise.all(Array.from({ length: 50 }, () => call('/nowhere')));
  const since = await peer.mark();
  assert.equal(since, 2_100);
  assert.deepEqual(await peer.received('/', { since }), []);
  assert.equal((await peer.received('/', { since: 0 })).length, 2_100);
});

test('absence is not told of a journal that has dropped requests', async (t) => {
  const { call, peer } = await peerFor(t);
  const body = 'x'.repeat(250_000);
  for (let i = 0; i < 150; i++) await call('/nowhere', body);
  await assert.rejects(peer.received('/', { since: 0 }), /dropped \d+ requests/);
});

test('what is waited for may come late; what does not come is not waited for without end', async (t) => {
  const { call, peer } = await peerFor(t);
  const since = await peer.mark();
  const pending = peer.received(TOKEN, { since, atLeast: 2, withinMs: 5_000 });
  await call(TOKEN);
  await call(TOKEN);
  assert.equal((await pending).length, 2);
  assert.equal((await peer.received(TOKEN, { since, atLeast: 3, withinMs: 50 })).length, 2);
});

test('what is missing is given up when nothing comes any more, however much time is left', async (t) => {
  const { call, peer } = await peerFor(t);
  const since = await peer.mark();
  const started = performance.now();
  const isTwo = (seen: readonly unknown[]) => seen.length === 2;
  const pending = peer.received(TOKEN, { since, enough: isTwo, missingAfterMs: 300, withinMs: 60_000 });
  await sleep(200);
  await call(TOKEN);
  assert.equal((await pending).length, 1);
  const waited = performance.now() - started;
  assert.ok(waited >= 450 && waited < 30_000, `${waited} ms`);
});

test('what comes while more is believed to come is received', async (t) => {
  const { call, peer } = await peerFor(t);
  const since = await peer.mark();
  const pending = peer.received(TOKEN, { since, settleMs: 400 });
  await sleep(150);
  await call(TOKEN);
  assert.equal((await pending).length, 1);
});

test('a provocation is armed and disarmed; what the mock refuses is told with its reason', async (t) => {
  const { url, peer } = await peerFor(t);
  const disarm = await peer.provoke({ match: { path: TOKEN }, times: 5, action: { status: 418 } });
  const status = async () => (await request(url + TOKEN, { method: 'POST' })).statusCode;
  assert.equal(await status(), 418);
  await disarm();
  assert.notEqual(await status(), 418);
  await assert.rejects(
    peer.provoke({ times: 0, action: { hang: true } }),
    /refused POST \/_control\/provocations: .*times/,
  );
  const minted = await peer.mint({ system: 'wazo', user: 'alice' });
  assert.ok(minted.data);
});

test('a request that got no response of ours says so', async (t) => {
  const entry = { seq: 1, method: 'GET', path: '/x', headers: [], body: { base64: '/w==' }, response: null };
  const server = await byteServer(t, () => json(200, { entries: [entry], next: 1, dropped: 0 }));
  const peer = openPeer({ url: server.url, publicUrl: server.url }, { settleMs: 1, quietMs: 1 });
  const [found] = await peer.received('/x', { since: 0, withinMs: 20 });
  assert.equal(found?.failure?.message, 'we gave no response');
  assert.deepEqual(Buffer.from(found?.request.body ?? []), Buffer.from([255]));
});
