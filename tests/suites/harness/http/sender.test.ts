import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import test, { type TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  type Exchange,
  type HeaderList,
  headerValues,
  jsonOf,
  type SentRequest,
  statusOf,
  summaryOf,
} from '../../../../suites/harness/http/exchange.ts';
import { createSender, proxyOf, type SenderOptions } from '../../../../suites/harness/http/sender.ts';
import { VISITOR_AGENT, VISITOR_HEADERS } from '../../../../suites/harness/http/visitor.ts';
import { type Behaviour, byteServer, response } from './byte-server.ts';

function senderFor(t: TestContext, options: SenderOptions = {}) {
  const sender = createSender(options);
  t.after(() => sender.close());
  return sender;
}

async function sent(
  t: TestContext,
  behaviour: Behaviour,
  options: SenderOptions = {},
  more: Partial<SentRequest> = {},
) {
  const server = await byteServer(t, behaviour);
  const exchange = await senderFor(t, options).send({ method: 'GET', url: `${server.url}/path`, headers: [], ...more });
  return { exchange, requests: server.requests };
}

test('bytes go out as they were given: method, path, order and case of headers, body', async (t) => {
  const headers: HeaderList = [
    ['X-B', '2'],
    ['x-a', '1'],
    ['X-B', '3'],
    ['Content-Type', 'application/json'],
  ];
  const body = Buffer.from([0, 255, 10, 13]);
  const { requests } = await sent(t, () => response(200), {}, { method: 'POST', headers, body });
  const [request] = requests;
  assert.equal(request?.line, 'POST /path HTTP/1.1');
  assert.deepEqual(
    request?.headers.filter(([name]) => /^x-|^content-type/i.test(name)),
    headers,
  );
  assert.deepEqual(request?.body, body);
});

test('the response comes as it was: status, repeated headers, bytes', async (t) => {
  const bytes = Buffer.from([123, 0, 200, 125]);
  const raw = Buffer.concat([
    Buffer.from('HTTP/1.1 418 Teapot\r\nX-One: a\r\nx-one: b\r\nSet-Cookie: s=1\r\nContent-Length: 4\r\n\r\n'),
    bytes,
  ]);
  const { exchange } = await sent(t, () => raw);
  assert.equal(exchange.response?.status, 418);
  assert.deepEqual(exchange.response?.headers.slice(0, 3), [
    ['X-One', 'a'],
    ['x-one', 'b'],
    ['Set-Cookie', 's=1'],
  ]);
  assert.deepEqual(Buffer.from(exchange.response?.body ?? []), bytes);
  assert.ok(exchange.durationMs >= 0);
});

test('a redirect is a response like any other', async (t) => {
  const { exchange, requests } = await sent(t, () => response(302, '', { Location: '/path' }));
  assert.equal(exchange.response?.status, 302);
  assert.equal(requests.length, 1);
});

const TIGHT = { timeoutMs: 150, maxBytes: 1_000 };
const FAILURES: Readonly<
  Record<string, { readonly behaviour: Behaviour; readonly kind: string; readonly says: RegExp }>
> = {
  'no response at all': { behaviour: () => undefined, kind: 'timeout', says: /^no complete response within 0\.15 s$/ },
  'half a response': {
    behaviour: () => Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'),
    kind: 'timeout',
    says: /no complete response/,
  },
  'a connection that is closed': {
    behaviour: (_, socket) => void socket.end(),
    kind: 'reset',
    says: /closed in the middle/,
  },
  'a connection that is reset': {
    behaviour: (_, socket) => void socket.resetAndDestroy(),
    kind: 'reset',
    says: /closed in the middle/,
  },
  'a body that ends early': {
    behaviour: (_, socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf'),
    kind: 'reset',
    says: /closed in the middle/,
  },
  'a body that is too long': {
    behaviour: () => response(200, 'x'.repeat(1_001)),
    kind: 'too-large',
    says: /over 1000 bytes/,
  },
  'a body without an end': {
    behaviour: (_, socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
      const more = () => socket.writable && socket.write(`400\r\n${'x'.repeat(1_024)}\r\n`, () => setImmediate(more));
      more();
      return undefined;
    },
    kind: 'too-large',
    says: /over 1000 bytes/,
  },
  'something that is not HTTP': {
    behaviour: () => Buffer.from('SSH-2.0-OpenSSH_9.2\r\n\r\n'),
    kind: 'malformed',
    says: /no HTTP that can be read/,
  },
  'two lengths': {
    behaviour: () => Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx'),
    kind: 'malformed',
    says: /no HTTP that can be read/,
  },
  'headers without an end': {
    behaviour: () => Buffer.from(`HTTP/1.1 200 OK\r\n${'X-Filler: yes\r\n'.repeat(20_000)}`),
    kind: 'malformed',
    says: /no HTTP that can be read/,
  },
};

for (const [what, { behaviour, kind, says }] of Object.entries(FAILURES)) {
  test(`a failure is named: ${what}`, async (t) => {
    const { exchange } = await sent(t, behaviour, TIGHT);
    assert.equal(exchange.failure?.kind, kind, exchange.failure?.message);
    assert.match(exchange.failure?.message ?? '', says);
    assert.equal(exchange.response, undefined);
  });
}

test('a body of just the bound is a response', async (t) => {
  const { exchange } = await sent(t, () => response(200, 'x'.repeat(1_000)), { maxBytes: 1_000 });
  assert.equal(exchange.response?.body.length, 1_000);
});

test('a port where nothing listens, and a name that does not resolve', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  const sender = senderFor(t);
  const refused = await sender.send({ method: 'GET', url: `http://127.0.0.1:${port}/`, headers: [] });
  assert.equal(refused.failure?.kind, 'refused');
  assert.match(refused.failure?.message ?? '', /no connection could be made .*ECONNREFUSED/);
  const unresolved = await sender.send({ method: 'GET', url: 'http://nowhere.invalid/', headers: [] });
  assert.equal(unresolved.failure?.kind, 'unresolved');
});

test('a token that no header can carry is told, not thrown, and keeps no later request from being sent', async (t) => {
  const server = await byteServer(t);
  const sender = senderFor(t, { timeoutMs: 1_000 });
  for (const token of ['a\r\nb', '🔑', '\u0000', '\ud800', 'a\nb', '€', '\u0001']) {
    for (let times = 0; times < 3; times++) {
      const { failure } = await sender.send({ method: 'GET', url: server.url, headers: [['X-Auth-Token', token]] });
      assert.equal(failure?.kind, 'other');
      assert.match(failure?.message ?? '', /^the request cannot be sent: .*X-Auth-Token/);
    }
  }
  assert.equal(server.requests.length, 0);
  const { response: later } = await sender.send({ method: 'GET', url: server.url, headers: [['X-Auth-Token', 'ok']] });
  assert.equal(later?.status, 200);
});

test('what is not a URL is told, not thrown', async (t) => {
  const { failure } = await senderFor(t).send({ method: 'GET', url: 'http://[', headers: [] });
  assert.match(failure?.message ?? '', /^the request cannot be sent: /);
});

test('an exchange that waits for a connection has its bound as well', async (t) => {
  const server = await byteServer(t, () => undefined);
  const sender = senderFor(t, { timeoutMs: 100 });
  const send = () => sender.send({ method: 'GET', url: server.url, headers: [] });
  const exchanges = await Promise.all(Array.from({ length: 40 }, send));
  assert.deepEqual(new Set(exchanges.map(({ failure }) => failure?.kind)), new Set(['timeout']));
});

test('the time of a whole flow ends an exchange', async (t) => {
  const server = await byteServer(t, () => undefined);
  const controller = new AbortController();
  const pending = senderFor(t).send({ method: 'GET', url: server.url, headers: [] }, controller.signal);
  controller.abort();
  assert.match((await pending).failure?.message ?? '', /time of the whole flow is over/);
});

test('an exchange may take its whole time after it has waited for its turn', async (t) => {
  const server = await byteServer(t);
  const sender = senderFor(t, { pace: 5, timeoutMs: 100 });
  const send = (): Promise<Exchange> => sender.send({ method: 'GET', url: server.url, headers: [] });
  const exchanges = await Promise.all([send(), send(), send()]);
  assert.deepEqual(
    exchanges.map(({ failure }) => failure),
    [undefined, undefined, undefined],
  );
});

test('429 and 503 with Retry-After are waited for, and what comes then is the response', async (t) => {
  const asks: Behaviour = (_, __, index) =>
    [response(429), response(503, '', { 'Retry-After': new Date().toUTCString() }), response(200, 'fine')][index];
  const { exchange, requests } = await sent(t, asks);
  assert.equal(exchange.response?.status, 200);
  assert.equal(exchange.failure, undefined);
  assert.equal(requests.length, 3);
});

test('a target that asks for patience is quoted with its reason', async (t) => {
  const reason = '{"reason":["exceeded the maximum number of active sessions"]}';
  const { exchange } = await sent(t, () => response(429, reason), { throttleBudgetMs: 0 });
  assert.match(exchange.failure?.message ?? '', /; it says 429: \{"reason":\["exceeded the maximum number/);
});

test('503 without Retry-After is a response', async (t) => {
  const { exchange, requests } = await sent(t, () => response(503));
  assert.equal(exchange.response?.status, 503);
  assert.equal(exchange.failure, undefined);
  assert.equal(requests.length, 1);
});

test('patience ends with its budget: the count is told and the response kept as evidence', async (t) => {
  const server = await byteServer(t, () => response(429, 'slow down', { 'Retry-After': '0' }));
  const sender = senderFor(t, { throttleBudgetMs: 1_200 });
  const first = await sender.send({ method: 'GET', url: server.url, headers: [] });
  assert.equal(first.failure?.kind, 'throttled');
  assert.match(first.failure?.message ?? '', /asked 3 times to slow down \(status 429\); lower its pace/);
  assert.equal(first.response?.status, 429);
  assert.equal(server.requests.length, 3);
  const second = await sender.send({ method: 'GET', url: server.url, headers: [] });
  assert.match(second.failure?.message ?? '', /asked 1 time to/);
  assert.equal(server.requests.length, 4);
});

test('nobody waits for an hour', async (t) => {
  const { exchange, requests } = await sent(t, () => response(503, '', { 'Retry-After': '3600' }));
  assert.equal(exchange.failure?.kind, 'throttled');
  assert.equal(requests.length, 1);
});

test('every request has a User-Agent, its own where it has one, and the exchange shows it', async (t) => {
  const server = await byteServer(t);
  const sender = senderFor(t);
  const sent = async (headers: HeaderList) => {
    const { request } = await sender.send({ method: 'GET', url: server.url, headers });
    const came = server.requests.at(-1)?.headers ?? [];
    assert.deepEqual(headerValues(came, 'user-agent'), headerValues(request.headers, 'user-agent'));
    return headerValues(came, 'user-agent');
  };
  assert.deepEqual(await sent([]), ['tollgate']);
  assert.deepEqual(await sent([['user-agent', 'my own']]), ['my own']);
  assert.deepEqual(await sent(VISITOR_HEADERS), [VISITOR_AGENT]);
});

test('a coding of the body is never asked for, and one that comes all the same is named', async (t) => {
  const zipped = gzipSync('{"token":"x"}');
  const server = await byteServer(t, () => response(200, zipped, { 'Content-Encoding': 'gzip' }));
  const exchange = await senderFor(t).send({ method: 'GET', url: server.url, headers: [] });
  assert.deepEqual(headerValues(server.requests[0]?.headers ?? [], 'accept-encoding'), ['identity']);
  assert.equal(exchange.failure?.kind, 'coded');
  assert.match(exchange.failure?.message ?? '', /in the content coding gzip, though the request asked for none/);
  assert.equal(exchange.response?.status, 200);
  assert.equal(statusOf(exchange), undefined);
  assert.match(summaryOf(exchange), /content coding gzip/);
  assert.deepEqual(jsonOf(exchange), { problem: exchange.failure?.message });
});

test('what a request says of codings itself stays, and a body that is as it was is judged', async (t) => {
  for (const [coding, body] of [
    ['identity', 'plain'],
    ['', 'plain'],
    ['gzip', ''],
  ] as const) {
    const server = await byteServer(t, () => response(200, body, { 'Content-Encoding': coding }));
    const headers: HeaderList = [['accept-encoding', 'br']];
    const exchange = await senderFor(t).send({ method: 'GET', url: server.url, headers });
    assert.deepEqual(headerValues(server.requests[0]?.headers ?? [], 'accept-encoding'), ['br']);
    assert.equal(statusOf(exchange), 200);
  }
});

test("the environment's proxy is used, but never for this machine", async (t) => {
  const proxy = await byteServer(t, () => response(200, 'from the proxy'));
  const { HTTP_PROXY: before } = process.env;
  process.env.HTTP_PROXY = proxy.url;
  const sender = senderFor(t);
  if (before === undefined) delete process.env.HTTP_PROXY;
  else process.env.HTTP_PROXY = before;
  const { response: far } = await sender.send({ method: 'GET', url: 'http://pbx.invalid/path', headers: [] });
  assert.equal(far?.status, 200);
  assert.equal(proxy.requests[0]?.line, 'GET http://pbx.invalid/path HTTP/1.1');
  const near = await byteServer(t, () => response(204));
  const { response: own } = await sender.send({ method: 'GET', url: near.url, headers: [] });
  assert.equal(own?.status, 204);
  assert.equal(proxy.requests.length, 1);
});

test('without a proxy in the environment there is none; NO_PROXY adds to this machine', () => {
  assert.equal(proxyOf({}), undefined);
  assert.equal(proxyOf({ HTTP_PROXY: '' }), undefined);
  assert.equal(proxyOf({ HTTPS_PROXY: 'http://p', NO_PROXY: '.corp' })?.noProxy, 'localhost,127.0.0.1,[::1],.corp');
  assert.equal(proxyOf({ https_proxy: 'http://p', no_proxy: '*' })?.noProxy, '*');
});

test('https to a port without TLS: said so, without the words of OpenSSL', async (t) => {
  const server = createHttpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const exchange = await senderFor(t).send({ method: 'GET', url: `https://127.0.0.1:${port}`, headers: [] });
  assert.equal(exchange.failure?.kind, 'tls');
  assert.match(exchange.failure?.message ?? '', /this port does not speak TLS: begin its URL with http:\/\/$/);
  assert.doesNotMatch(exchange.failure?.message ?? '', /routines/);
});
