import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import test from 'node:test';
import { Agent, request } from 'undici';
import { mockFor, send } from '../mock-client.ts';

// biome-ignore lint/suspicious/noExplicitAny: what /_control answers
type Json = any;

async function start(url: string, options: object = {}): Promise<Json> {
  const response = await send(`${url}/_control/receiver`, 'POST', { body: options });
  assert.equal(response.status, 201, response.text);
  return response.json;
}

async function behave(url: string, id: string, order: object): Promise<Json> {
  const response = await send(`${url}/_control/receiver/${id}/behaviours`, 'POST', { body: order });
  assert.equal(response.status, 201, response.text);
  return response.json;
}

async function received(url: string): Promise<Json[]> {
  return (await send(`${url}/_control/journal`)).json.entries;
}

/** Sends bytes over a bare connection and gives what came back until it ended. */
function exchangeBytes(url: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}

const code = (error: NodeJS.ErrnoException) => error.code ?? error.message;

test('a receiver answers 200 with an empty object, and what it got is in the journal byte for byte', async (t) => {
  const { url } = await mockFor(t);
  const { id, url: at, ca } = await start(url);
  assert.match(at, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(ca, undefined);
  const body = Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
  const head = [
    'PUT //a%2Fb/../c?x=1&x=2&empty=&blank=%20+&<raw> HTTP/1.1',
    'hOsT: somewhere.example',
    'X-Twice: one',
    'x-twice:   two  ',
    'Connection: close',
    `Content-Length: ${body.length}`,
  ];
  const text = await exchangeBytes(at, Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]));
  assert.match(text, /^HTTP\/1\.1 200 .*content-type: application\/json.*\r\n\r\n\{\}$/is);
  const [entry] = await received(url);
  assert.equal(entry.method, 'PUT');
  assert.equal(entry.path, `/receiver/${id}//a%2Fb/../c?x=1&x=2&empty=&blank=%20+&<raw>`);
  assert.equal(entry.fault, null);
  assert.deepEqual(entry.headers, [
    ['hOsT', 'somewhere.example'],
    ['X-Twice', 'one'],
    ['x-twice', 'two'],
    ['Connection', 'close'],
    ['Content-Length', '4'],
  ]);
  assert.deepEqual(Buffer.from(entry.body.base64, 'base64'), body);
  assert.deepEqual(entry.response.body, { text: '{}' });
});

for (const tls of [false, true])
  test(`a request that offers another protocol is served as it came${tls ? ', by TLS as well' : ''}`, async (t) => {
    const { url } = await mockFor(t);
    const { id, url: at, ca } = await start(url, { tls });
    const offers = [
      {
        Upgrade: 'h2c',
        Connection: 'Upgrade, HTTP2-Settings',
        'HTTP2-Settings': 'AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA',
      },
      {
        Upgrade: 'websocket',
        Connection: 'Upgrade',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      },
    ];
    for (const headers of offers) {
      const { statusCode, body } = await new Promise<{ statusCode?: number; body: string }>((resolve, reject) => {
        const sent = (tls ? httpsRequest : httpRequest)(`${at}/x`, { method: 'POST', headers, ca }, (response) => {
          let body = '';
          response.on('data', (chunk) => {
            body += chunk;
          });
          response.on('end', () => resolve({ statusCode: response.statusCode, body }));
        });
        sent.on('error', reject).on('upgrade', () => reject(new Error('upgraded')));
        sent.end('{"a":1}');
      });
      assert.deepEqual([statusCode, body], [200, '{}']);
    }
    const entries = await received(url);
    assert.deepEqual(
      entries.map(({ path, body }) => [path, body.text]),
      offers.map(() => [`/receiver/${id}/x`, '{"a":1}']),
    );
  });

test('its usual response is what it was started with', async (t) => {
  const { url } = await mockFor(t);
  const { url: at } = await start(url, { response: { status: 202, body: 'done', contentType: 'text/plain' } });
  const response = await send(`${at}/x`, 'POST', { body: { a: 1 } });
  assert.deepEqual([response.status, response.text, response.headers['content-type']], [202, 'done', 'text/plain']);
});

test('behaviours concern the next n matching requests', async (t) => {
  const { url } = await mockFor(t);
  const { id, url: at } = await start(url);
  const order = {
    match: { method: 'post', path: '/here' },
    times: 2,
    action: { status: 401, headers: { 'X-A': 'b' }, body: { e: 1 } },
  };
  const made = await behave(url, id, order);
  assert.equal((await send(`${at}/elsewhere`, 'POST', { body: {} })).status, 200);
  assert.equal((await send(`${at}/here`)).status, 200);
  for (let i = 0; i < 2; i += 1) {
    const response = await send(`${at}/here?q=1`, 'POST', { body: {} });
    assert.deepEqual([response.status, response.json, response.headers['x-a']], [401, { e: 1 }, 'b']);
  }
  assert.equal((await send(`${at}/here`, 'POST', { body: {} })).status, 200);
  const list = await send(`${url}/_control/receiver/${id}/behaviours`);
  assert.deepEqual(
    list.json.behaviours.map(({ remaining }: Json) => remaining),
    [0],
  );
  assert.equal((await send(`${url}/_control/receiver/${id}/behaviours/${made.id}`, 'DELETE')).status, 204);
  assert.equal((await send(`${url}/_control/receiver/${id}/behaviours/${made.id}`, 'DELETE')).status, 404);
  await behave(url, id, { action: { status: 503 } });
  assert.equal((await send(`${url}/_control/receiver/${id}/behaviours`, 'DELETE')).status, 204);
  assert.equal((await send(at)).status, 200);
});

test('it answers late, redirects, resets and stays silent', async (t) => {
  const { url } = await mockFor(t);
  const { id, url: at } = await start(url);
  await behave(url, id, { action: { delayMs: 20 } });
  assert.equal((await send(at)).status, 200);
  await behave(url, id, { action: { redirect: 'http://127.0.0.1:1/x' } });
  const redirect = await send(at);
  assert.deepEqual([redirect.status, redirect.headers.location, redirect.text], [302, 'http://127.0.0.1:1/x', '']);
  await behave(url, id, { action: { status: 204 } });
  assert.equal((await send(at)).status, 204);
  await behave(url, id, { action: { reset: true } });
  assert.match(await send(at).then(() => 'answered', code), /ECONNRESET|UND_ERR_SOCKET/);
  const { id: hanging } = await behave(url, id, { action: { hang: true } });
  const silent = send(at).then(() => 'answered', code);
  while ((await received(url)).length < 5) await new Promise((resolve) => setTimeout(resolve, 2));
  await send(`${url}/_control/receiver/${id}/behaviours/${hanging}`, 'DELETE');
  assert.match(await silent, /ECONNRESET|UND_ERR_SOCKET/);
  const entries = await received(url);
  assert.deepEqual(
    entries.map(({ response, unanswered }) => response?.status ?? unanswered),
    [200, 302, 204, true, true],
  );
});

test('it listens on loopback only, unless told otherwise', async (t) => {
  const { url } = await mockFor(t);
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal);
  const { url: at } = await start(url);
  const open = await start(url, { listen: '0.0.0.0:0', publicUrl: 'http://us.example/in/' });
  assert.equal(open.url, 'http://us.example/in');
  if (!outside) return;
  await assert.rejects(send(at.replace('127.0.0.1', outside.address)));
  const wide = await start(url, { listen: '0.0.0.0' });
  assert.equal((await send(wide.url.replace('127.0.0.1', outside.address))).status, 200);
});

test('https with a certificate of its own authority, and client certificates where asked', async (t) => {
  const { url } = await mockFor(t);
  const call = async (at: string, connect: object) => {
    const dispatcher = new Agent({ connect });
    try {
      return (await request(at, { dispatcher })).statusCode;
    } catch (error) {
      return code(error as Error);
    } finally {
      await dispatcher.destroy();
    }
  };
  const { url: plain, ca } = await start(url, { tls: true });
  assert.match(plain, /^https:\/\/localhost:\d+$/);
  assert.equal(await call(plain, { ca }), 200);
  assert.match(String(await call(plain, {})), /SELF_SIGNED|UNABLE_TO/);
  const { url: strict, client } = await start(url, { tls: true, clientCertificate: 'required' });
  assert.equal(await call(strict, { ca, ...client }), 200);
  assert.notEqual(await call(strict, { ca }), 200);
  const { url: lenient } = await start(url, { tls: true, clientCertificate: 'optional' });
  assert.equal(await call(lenient, { ca }), 200);
  assert.equal(await call(lenient, { ca, ...client }), 200);
});

test('bodies are bounded: what is above the limit is marked as lost', async (t) => {
  const { url } = await mockFor(t);
  const { url: at } = await start(url);
  await send(at, 'POST', { body: Buffer.alloc(300 * 1024, 'a') });
  await send(at, 'POST', { body: Buffer.alloc(2 * 1024 * 1024, 'a') });
  const [kept, lost] = await received(url);
  assert.deepEqual([kept.body.text.length, kept.body.truncated], [256 * 1024, true]);
  assert.deepEqual(lost.body, { text: '', truncated: true });
});

test('receivers go with delete, reset and the end of the mock', async (t) => {
  const mock = await mockFor(t);
  const { id, url: first } = await start(mock.url);
  assert.equal((await send(`${mock.url}/_control/receiver/${id}`, 'DELETE')).status, 204);
  assert.equal((await send(`${mock.url}/_control/receiver/${id}`, 'DELETE')).status, 404);
  await assert.rejects(send(first));
  const { url: second } = await start(mock.url);
  await send(`${mock.url}/_control/reset`, 'POST');
  await assert.rejects(send(second));
  assert.deepEqual((await send(`${mock.url}/_control/receiver`)).json, { receivers: [] });
  const { id: last, url: third } = await start(mock.url);
  await behave(mock.url, last, { action: { hang: true } });
  const silent = assert.rejects(send(third));
  await mock.close();
  await silent;
  await assert.rejects(send(third));
});

test('a wrong order is refused by name', async (t) => {
  const { url } = await mockFor(t);
  const wrong: [object, RegExp][] = [
    [{ colour: 1 }, /colour: no such member/],
    [{ port: 70_000 }, /port/],
    [{ listen: 5 }, /listen/],
    [{ listen: '203.0.113.7' }, /EADDRNOTAVAIL/],
    [{ publicUrl: 'here' }, /publicUrl/],
    [{ tls: 'yes' }, /tls/],
    [{ tls: true, clientCertificate: 'maybe' }, /clientCertificate/],
    [{ clientCertificate: 'required' }, /tls: true/],
    [{ response: { status: 99 } }, /response\.status/],
  ];
  for (const [options, message] of wrong) {
    const response = await send(`${url}/_control/receiver`, 'POST', { body: options });
    assert.equal(response.status, 400, JSON.stringify(options));
    assert.match(response.json.message, message);
  }
  const { id } = await start(url);
  const at = `${url}/_control/receiver/${id}/behaviours`;
  assert.match((await send(at, 'POST', { body: { action: { html: true } } })).json.message, /action\.html/);
  assert.equal((await send(`${url}/_control/receiver/r99/behaviours`)).status, 404);
});
