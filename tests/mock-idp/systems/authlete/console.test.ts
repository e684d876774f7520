import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import test, { type TestContext } from 'node:test';
import { basic, mockFor, send } from '../../mock-client.ts';

interface Call {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An endpoint that answers as told and keeps what it got. */
async function endpointFor(t: TestContext, respond: (response: ServerResponse) => void) {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    calls.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    respond(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}`, calls };
}

const json =
  (body: unknown, status = 200, type = 'application/json; charset=UTF-8') =>
  (response: ServerResponse) =>
    void response
      .writeHead(status, { 'Content-Type': type })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
const yes = { authenticated: true, subject: 'ada-1001', displayName: null };

async function logIn(t: TestContext, respond: (response: ServerResponse) => void, more: object = {}) {
  const { url } = await mockFor(t);
  const endpoint = await endpointFor(t, respond);
  const body = { endpoint: `${endpoint.url}/callback?x=1%202`, id: 'ada', password: 'pw', timeoutMs: 200, ...more };
  const { status, json: outcome } = await send(`${url}/authlete/console/login`, 'POST', { body });
  return { status, outcome, calls: endpoint.calls };
}

test('a login makes one POST with eight members, nulls and all, the key to its last digit', async (t) => {
  const attempt = {
    apiKey: 'key',
    apiSecret: 'a:b',
    serviceApiKey: '9223372036854775807',
    id: 'a"dá',
    password: 'p\\w\n',
  };
  const { status, outcome, calls } = await logIn(t, json(yes), attempt);
  assert.equal(status, 200);
  assert.deepEqual(outcome, { status: 200, loggedIn: true, subject: 'ada-1001', displayName: null, problems: [] });
  assert.equal(calls.length, 1);
  const [call] = calls;
  assert.equal(call?.method, 'POST');
  assert.equal(call?.url, '/callback?x=1%202');
  assert.equal(call?.headers['content-type'], 'application/json');
  assert.equal(call?.headers.authorization, basic('key', 'a:b'));
  const members = '"sns":null,"accessToken":null,"refreshToken":null,"expiresIn":0,"rawTokenResponse":null';
  const expected = `{"serviceApiKey":9223372036854775807,"id":"a\\"dá","password":"p\\\\w\\n",${members}}`;
  assert.equal(call?.body, expected);
});

test('without key and secret there is no Authorization', async (t) => {
  const { calls } = await logIn(t, json(yes), { apiKey: '', apiSecret: '' });
  assert.equal(calls[0]?.headers.authorization, undefined);
});

test('false refuses without a problem', async (t) => {
  const { status, outcome } = await logIn(t, json({ authenticated: false, subject: null, displayName: null }));
  assert.deepEqual([status, outcome], [401, { status: 401, loggedIn: false, problems: [] }]);
});

const unusable: readonly (readonly [what: string, response: (response: ServerResponse) => void, says: RegExp])[] = [
  ['another status', json(yes, 403), /status 403; 200 was expected/],
  ['a server error', json(yes, 500), /status 500; 200 was expected/],
  ['a redirect', (response) => void response.writeHead(302, { Location: '/x' }).end(), /a redirect \(302\)/],
  ['another media type', json(yes, 200, 'text/html'), /Content-Type is text\/html; application\/json/],
  ['broken JSON', json('{"authenticated": true'), /is not JSON in UTF-8/],
  ['an array', json([yes]), /JSON, but not an object/],
  ['no authenticated', json({ subject: 'x' }), /no member "authenticated"/],
  ['authenticated as text', json({ ...yes, authenticated: 'true' }), /"authenticated" is "true"; true or false/],
  ['no subject', json({ authenticated: true }), /"subject" is not a text/],
  ['a long subject', json({ ...yes, subject: 'x'.repeat(101) }), /"subject" is longer than 100/],
  ['a subject beyond ASCII', json({ ...yes, subject: 'é' }), /other than printable ASCII/],
  ['a long name', json({ ...yes, displayName: '🦉'.repeat(101) }), /"displayName" is longer than 100/],
  ['a reset', (response) => void response.socket?.resetAndDestroy(), /gave no response/],
];
for (const [what, response, says] of unusable) {
  test(`${what} logs nobody in, and the console says why`, async (t) => {
    const { status, outcome } = await logIn(t, response);
    assert.equal(status, 502);
    assert.equal(outcome.loggedIn, false);
    assert.match(outcome.problems.join('\n'), says);
  });
}

test('a hundred code points are not too many, and silence ends', async (t) => {
  const named = { ...yes, subject: 's'.repeat(100), displayName: '🦉'.repeat(100) };
  assert.equal((await logIn(t, json(named))).status, 200);
  const { status, outcome } = await logIn(t, () => undefined);
  assert.equal(status, 504);
  assert.match(outcome.problems[0], /did not answer within 200 ms/);
});

test('the page has a form for people, and tells what came of it', async (t) => {
  const { url } = await mockFor(t);
  const page = `${url}/authlete/console/`;
  assert.match((await send(page)).text, /<input [^>]*name="id".*<input [^>]*name="password" type="password"/s);
  assert.equal((await send(`${url}/authlete/console`)).headers.location, page);
  const form = async (members: Record<string, string>) =>
    send(`${page}login`, 'POST', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(members).toString(),
    });
  const welcome = await form({ id: 'josé', password: 'contraseña-ñandú' });
  assert.match(welcome.text, /Welcome, .*&quot;Pepe&quot; &lt;b&gt;García.*\(jose-1002\)/);
  const refused = await form({ id: '<script>', password: 'x' });
  assert.equal(refused.status, 401);
  assert.match(refused.text, /Login ID or password is wrong/);
  assert.ok(!refused.text.includes('<script>'));
  const broken = await form({ id: 'ada', password: 'x', endpoint: 'http://127.0.0.1:1/' });
  assert.equal(broken.status, 502);
  assert.match(broken.text, /the endpoint does not answer as it should.*gave no response/s);
});

test('settings that cannot be used are named', async (t) => {
  const { url } = await mockFor(t);
  const said = async (body: object | string) => {
    const response = await send(`${url}/authlete/console/login`, 'POST', { body });
    assert.equal(response.status, 400);
    return response.json.message;
  };
  assert.match(await said({ endpoint: 'ftp://x' }), /^endpoint: /);
  assert.match(await said({ serviceApiKey: 'x' }), /^serviceApiKey: /);
  assert.match(await said({ id: 1 }), /^id: /);
  assert.match(await said({ timeoutMs: 0 }), /^timeoutMs: /);
  assert.match(await said('nonsense'), /a form or a JSON object/);
});
