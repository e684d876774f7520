import assert from 'node:assert/strict';
import test from 'node:test';
import { alice, base, login, mockFor, send } from '../mock-client.ts';

const arm = (url: string, order: object) => send(`${url}/_control/provocations`, 'POST', { body: order });

test('a provocation answers the next n matching requests, and no others', async (t) => {
  const { url } = await mockFor(t);
  const armed = await arm(url, {
    match: { method: 'post', path: `${base}/token` },
    times: 2,
    action: { status: 503, body: { busy: true }, headers: { 'Retry-After': '1' } },
  });
  assert.equal(armed.status, 201);
  assert.equal((await send(`${url}${base}/backends`)).status, 200);
  for (let i = 0; i < 2; i += 1) {
    const response = await login(url, {}, alice);
    assert.deepEqual([response.status, response.json, response.headers['retry-after']], [503, { busy: true }, '1']);
    assert.equal(response.headers['content-type'], 'application/json');
  }
  assert.equal((await login(url, {}, alice)).status, 200);
  const shown = await send(`${url}/_control/provocations/${armed.json.id}`);
  assert.deepEqual([shown.json.remaining, shown.json.times], [0, 2]);
});

test('a query does not hide a path; without match everything matches', async (t) => {
  const { url } = await mockFor(t);
  await arm(url, { match: { path: `${base}/backends` }, action: { status: 418 } });
  assert.equal((await send(`${url}${base}/backends?x=1`)).status, 418);
  await arm(url, { action: { status: 204 } });
  assert.equal((await send(`${url}/anything`)).status, 204);
});

test('a text that the body, the query or the Authorization header must hold tells the requests of one flow from those of others', async (t) => {
  const { url } = await mockFor(t);
  await arm(url, { match: { contains: 'own-7f3a' }, times: 3, action: { status: 418 } });
  assert.equal((await send(`${url}/anything?state=another`)).status, 404);
  assert.equal((await send(`${url}/anything?state=own-7f3a`)).status, 418);
  const headers = { Authorization: 'Bearer own-7f3a' };
  assert.equal((await send(`${url}/anything`, 'GET', { headers })).status, 418);
  assert.equal((await send(`${url}/anything`, 'POST', { body: { code: 'another' } })).status, 404);
  assert.equal((await send(`${url}/anything`, 'POST', { body: { code: 'own-7f3a' } })).status, 418);
});

test('each kind of action', async (t) => {
  const { url } = await mockFor(t);
  const act = async (action: object) => {
    await arm(url, { action });
    return login(url, {}, alice).catch((error: Error & { code?: string }) => error.code ?? error.name);
  };
  const html = await act({ html: true });
  assert.ok(
    typeof html === 'object' && html.status === 502 && /^text\/html/.test(String(html.headers['content-type'])),
  );
  const text = await act({ body: 'not json', contentType: 'text/plain' });
  assert.ok(typeof text === 'object' && text.status === 200 && text.text === 'not json');
  assert.equal(text.headers['content-type'], 'text/plain');
  const slow = await act({ delayMs: 30 });
  assert.ok(typeof slow === 'object' && slow.json.data.token, 'a delay alone is served afterwards');
  assert.match(String(await act({ reset: true })), /ECONNRESET|UND_ERR_SOCKET/);
  assert.match(String(await act({ body: { data: {} }, truncate: true })), /UND_ERR_SOCKET|ECONNRESET/);
  assert.equal(((await login(url, {}, alice)) as { status: number }).status, 200);
});

test('a hanging request ends when its provocation is deleted, or the mock is reset', async (t) => {
  const { url } = await mockFor(t);
  for (const end of ['delete', 'reset']) {
    const { json } = await arm(url, { action: { hang: true } });
    let ended = false;
    const hanging = login(url, {}, alice).then(
      () => assert.fail('answered'),
      () => {
        ended = true;
      },
    );
    while ((await send(`${url}/_control/provocations/${json.id}`)).json.remaining > 0);
    assert.equal(ended, false);
    const [journalled] = (await send(`${url}/_control/journal`)).json.entries.slice(-1);
    assert.equal(journalled.response, null);
    if (end === 'delete') assert.equal((await send(`${url}/_control/provocations/${json.id}`, 'DELETE')).status, 204);
    else assert.equal((await send(`${url}/_control/reset`, 'POST')).status, 204);
    await hanging;
  }
});

test('provocations of a fault’s mock and of the faultless one do not meet', async (t) => {
  const { url } = await mockFor(t);
  const faulty = `${url}/~fault/wazo.server.login-refused`;
  const { json } = await arm(faulty, { action: { status: 418 } });
  assert.equal((await login(url, {}, alice)).status, 200);
  assert.deepEqual((await send(`${url}/_control/provocations`)).json, { provocations: [] });
  assert.equal((await send(`${url}/_control/provocations/${json.id}`, 'DELETE')).status, 404);
  assert.equal((await send(`${faulty}/_control/provocations`)).json.provocations.length, 1);
  assert.equal((await login(faulty, {}, alice)).status, 418);
});

test('a wrong order is refused with what is wrong', async (t) => {
  const { url } = await mockFor(t);
  const cases: [object | string, RegExp][] = [
    ['{', /not JSON/],
    ['[]', /JSON object/],
    [{}, /action: expected an object with some of delayMs/],
    [{ action: {} }, /action: expected/],
    [{ action: { explode: true } }, /action\.explode: no such member/],
    [{ action: { constructor: 1 } }, /action\.constructor: no such member/],
    [{ action: { status: 99 } }, /action\.status: 99 is not allowed/],
    [{ action: { delayMs: '5' } }, /action\.delayMs/],
    [{ action: { status: 500 }, times: 0 }, /times: expected a whole number/],
    [{ action: { status: 500 }, match: { url: '/' } }, /match\.url: no such member/],
    [{ action: { status: 500 }, match: { path: 7 } }, /match\.path: expected text/],
    [{ action: { status: 500 }, count: 1 }, /count: no such member/],
  ];
  for (const [body, message] of cases) {
    const response = await send(`${url}/_control/provocations`, 'POST', { body });
    assert.equal(response.status, 400, JSON.stringify(body));
    assert.match(response.json.message, message);
  }
});

test('their number is bounded; spent ones make room', async (t) => {
  const { url } = await mockFor(t);
  await arm(url, { match: { path: '/first' }, action: { status: 418 } });
  for (let i = 1; i < 200; i += 1)
    assert.equal((await arm(url, { match: { path: `/${i}` }, action: { status: 418 } })).status, 201);
  const full = await arm(url, { action: { status: 418 } });
  assert.equal(full.status, 400);
  assert.match(full.json.message, /200 provocations are armed/);
  await send(`${url}/first`);
  assert.equal((await arm(url, { match: { path: '/x' }, action: { status: 418 } })).status, 201);
});

test('what could only fail, or never match, is refused when it is armed', async (t) => {
  const { url } = await mockFor(t);
  const cases: [object, RegExp][] = [
    [{ action: { headers: { 'a b': 'c' } } }, /action\.headers/],
    [{ action: { headers: { a: 'b\r\nc: d' } } }, /action\.headers/],
    [{ action: { headers: { 'Content-Length': '3' } } }, /action\.headers/],
    [{ action: { contentType: 'a\nb' } }, /action\.contentType/],
    [{ match: { method: 'FETCH' }, action: { status: 500 } }, /match\.method: FETCH is not a method/],
    [{ match: { path: 'token' }, action: { status: 500 } }, /match\.path: token does not begin with/],
    [{ match: { path: '/token?a=b' }, action: { status: 500 } }, /without the query/],
    [{ match: { path: '/_control/journal' }, action: { status: 500 } }, /nothing is done to \/_control/],
  ];
  for (const [order, message] of cases) {
    const { status, json } = await arm(url, order);
    assert.equal(status, 400, JSON.stringify(order));
    assert.match(json.message, message);
  }
  const receiver = await send(`${url}/_control/receiver`, 'POST', { body: { publicUrl: 'javascript:x' } });
  assert.deepEqual([receiver.status, /http/.test(receiver.json.message)], [400, true]);
});
