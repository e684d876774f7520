import assert from 'node:assert/strict';
import test from 'node:test';
import { alice, base, login, mockFor, send } from '../mock-client.ts';

test('waitFor gives the requests as soon as enough have been answered', async (t) => {
  const idp = await mockFor(t);
  const wanted = idp.journal.waitFor({ method: 'post', path: `${base}/token`, status: 200 }, { times: 2 });
  await login(idp.url, {}, alice);
  await login(idp.url, {}, 'Basic eDp5');
  await login(idp.url, { expiration: 5 }, alice);
  assert.deepEqual(
    (await wanted).map(({ body }) => body),
    [{ text: '{}' }, { text: '{"expiration":5}' }],
  );
  assert.equal(idp.journal.entries({ params: { expiration: '5' } }).length, 1);
  idp.journal.clear();
  assert.equal(idp.journal.entries().length, 0);
});

test('waitFor fails with what came near instead', async (t) => {
  const idp = await mockFor(t);
  await assert.rejects(idp.journal.waitFor({ path: '/x' }, { within: 20 }), /has taken no request at all/);
  for (const id of ['a', 'b', 'c']) await send(`${idp.url}/callback?client_id=${id}`);
  await assert.rejects(
    idp.journal.waitFor({ path: '/callback', params: { client_id: 'mine' } }, { within: 20 }),
    /^Error: waited 20 ms for 1 request with path \/callback, client_id=mine: none came; of 3 requests: 3 with path \/callback, none with client_id=mine\. The nearest:\n {2}GET \/callback\?client_id=a → 404.*: not client_id=mine/,
  );
});

test('tokens are made with claims and lifetimes of one’s own, and are good where they are used', async (t) => {
  const { mint, sipgate, url, at } = await mockFor(t);
  const order = { system: 'sipgate', client: 'dev', user: 'carla', scope: 'balance:read' } as const;
  const claims = { department: 'ops', aud: 'mine' };
  const { access_token } = await mint({ ...order, type: 'access_token', lifetime: 60, claims });
  const use = (headers = {}) =>
    send(`${url}/sipgate-api/v2/balance`, 'GET', { headers: { authorization: `Bearer ${access_token}`, ...headers } });
  const inside = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString());
  assert.deepEqual(
    [inside.department, inside.aud, inside.iss, inside.exp - inside.iat],
    ['ops', 'mine', sipgate.issuer, 60],
  );
  assert.deepEqual([(await use()).status, (await use(at('+61s'))).status], [200, 401]);
  const { id_token } = await mint({ ...order, type: 'id_token', lifetime: -5 });
  const said = (await send(`${url}/_control/inspect`, 'POST', { body: { token: id_token } })).json;
  assert.deepEqual([said.kind, said.expired, said.signature], ['JWT', true, 'valid, by a key of sipgate']);
  await assert.rejects(mint({ ...order, type: 'access_token', client: 'nobody' }), /there is no client nobody/);
});

test('keys rotate while the mock runs: both are published, the first signs', async (t) => {
  const { mint, sipgate, url } = await mockFor(t);
  const order = {
    system: 'sipgate',
    type: 'access_token',
    client: 'dev',
    user: 'carla',
    scope: 'balance:read',
  } as const;
  const kidOf = async () => {
    const { access_token } = await mint(order);
    return JSON.parse(Buffer.from(access_token.split('.')[0] ?? '', 'base64url').toString()).kid;
  };
  const kids = async () =>
    (await send(`${sipgate.issuer}/protocol/openid-connect/certs`)).json.keys.map(({ kid }: { kid: string }) => kid);
  const before = await kidOf();
  assert.deepEqual(await kids(), [before]);
  const { access_token: old } = await mint(order);
  const rotated = await send(`${url}/_control/keys`, 'POST', {
    body: { system: 'sipgate', keys: ['second', 'first'] },
  });
  assert.equal(rotated.status, 200, rotated.text);
  const now = await kidOf();
  assert.notEqual(now, before);
  assert.deepEqual(await kids(), [now, before]);
  const headers = { authorization: `Bearer ${old}` };
  assert.equal(
    (await send(`${url}/sipgate-api/v2/balance`, 'GET', { headers })).status,
    200,
    'a token of the old key is good still',
  );
  const wrong = await send(`${url}/_control/keys`, 'POST', { body: { system: 'sipgate', keys: ['third'] } });
  assert.match(wrong.json.message, /expected some of first, second/);
});

test('a snapshot brings tokens of every system back, and takes away what came later', async (t) => {
  const idp = await mockFor(t);
  const order = {
    system: 'sipgate',
    type: 'access_token',
    client: 'dev',
    user: 'carla',
    scope: 'balance:read',
  } as const;
  const look = async (token: string) =>
    (await send(`${idp.url}/_control/inspect`, 'POST', { body: { token } })).json.known.map(
      ({ active }: { active: boolean }) => active,
    );
  const wazo = (await idp.mint({ system: 'wazo', user: 'alice', expiration: 60 })).data.token;
  const kaleyra = (await idp.mint({ system: 'kaleyra', profile: 'rfc' })).token;
  const sipgate = (await idp.mint(order)).access_token;
  const snapshot = idp.snapshot();
  await send(`${idp.wazo.url}/token/${wazo}`, 'DELETE');
  const later = [
    (await idp.mint({ system: 'wazo', user: 'alice', expiration: 60 })).data.token,
    (await idp.mint({ system: 'kaleyra', profile: 'rfc' })).token,
    (await idp.mint(order)).access_token,
  ];
  for (let times = 0; times < 2; times += 1) {
    idp.restore(snapshot);
    for (const token of [wazo, kaleyra, sipgate]) assert.deepEqual(await look(token), [true], token);
    for (const token of later) assert.deepEqual(await look(token), [], token);
    await send(`${idp.wazo.url}/token/${wazo}`, 'DELETE');
  }
});

test('clocks, faults and provocations are a word each', async (t) => {
  const idp = await mockFor(t);
  assert.deepEqual(
    ['+1h', '-90s', '+2d', '+3601', '+1.5m'].map((shift) => idp.at(shift)['tollgate-clock']),
    ['+3600', '-90', '+172800', '+3601', '+90'],
  );
  assert.throws(() => idp.at('1h'), /expected \+1h/);
  assert.equal((await login(idp.fault('wazo.server.login-status-201'), {}, alice)).status, 201);
  const provoked = idp.provoke({ match: { path: `${base}/token` }, times: 2, action: { status: 503 } });
  assert.equal((await login(idp.url, {}, alice)).status, 503);
  assert.equal(provoked.remaining(), 1);
  provoked.disarm();
  assert.equal((await login(idp.url, {}, alice)).status, 200);
  assert.throws(() => idp.provoke({ action: { headers: { 'a b': 'c' } } }), /action\.headers/);
});
