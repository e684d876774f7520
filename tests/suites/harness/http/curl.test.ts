import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import test, { type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { curlLine } from '../../../../suites/harness/http/curl.ts';
import type { SentRequest } from '../../../../suites/harness/http/exchange.ts';
import { createSender } from '../../../../suites/harness/http/sender.ts';
import { createRedactor } from '../../../../suites/harness/redaction/redactor.ts';
import { byteServer, type Received } from './byte-server.ts';

const execute = promisify(execFile);
const PASSWORD = `pa"ss$HOME\`id\`'\\ !x`;
const TOKEN = '7bd8a4f8-2d4e-4d3c-9a39-0d2f3f5f9d11';
const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const typed: SentRequest['headers'] = [['Content-Type', 'application/json']];

function redactor() {
  const made = createRedactor();
  made.add(PASSWORD, 'TARGET_WAZO_USER_PASSWORD');
  made.add(Buffer.from(`alice:${PASSWORD}`).toString('base64'), 'TARGET_WAZO_USER_BASIC');
  made.add(TOKEN, 'access_token');
  return made;
}

const VARIABLES = {
  TARGET_WAZO_USER_NAME: 'alice',
  TARGET_WAZO_USER_PASSWORD: PASSWORD,
  ACCESS_TOKEN_1: TOKEN,
};

/** What of a request must be the same: curl adds User-Agent and Accept, and undici Connection. */
function comparable({ line, headers, body }: Received) {
  const own = /^(user-agent|accept|connection|host)$/i;
  const kept = headers.filter(([name]) => !own.test(name)).map(([name, value]) => `${name.toLowerCase()}: ${value}`);
  return { line, headers: kept.sort(), body: body.toString('latin1') };
}

async function sendsTheSame(t: TestContext, request: Omit<SentRequest, 'url'> & { readonly path: string }) {
  const server = await byteServer(t);
  const sender = createSender();
  const sent = { ...request, url: server.url + request.path };
  const { failure, request: whole } = await sender.send(sent);
  await sender.close();
  assert.equal(failure, undefined);
  const line = curlLine(whole, redactor());
  await execute('bash', ['-c', line.replace('curl', 'curl -s')], { env: { ...process.env, ...VARIABLES } });
  assert.equal(server.requests.length, 2, line);
  const [ours, curls] = server.requests.map(comparable);
  assert.deepEqual(curls, ours, line);
  for (const secret of [PASSWORD, TOKEN]) assert.ok(!line.includes(secret), line);
}

const CASES: Readonly<Record<string, Omit<SentRequest, 'url'> & { readonly path: string }>> = {
  'a GET with a token': { method: 'GET', path: '/me', headers: [['X-Auth-Token', TOKEN]] },
  'a token in the path and in the query': { method: 'DELETE', path: `/token/${TOKEN}?again=${TOKEN}x`, headers: [] },
  'a login with Basic credentials': {
    method: 'POST',
    path: '/token',
    headers: [...typed, ['Authorization', `Basic ${Buffer.from(`alice:${PASSWORD}`).toString('base64')}`]],
    body: json({ expiration: 60 }),
  },
  'a body with quotes, dollars, backslashes and an exclamation mark': {
    method: 'POST',
    path: '/token',
    headers: typed,
    body: json({ text: `it's $HOME "and" \`id\` \\ !! \n ünï`, token: TOKEN }),
  },
  'a body that begins like a file name': {
    method: 'POST',
    path: '/',
    headers: typed,
    body: Buffer.from('@/etc/hostname'),
  },
  'a body that looks like an option': { method: 'POST', path: '/', headers: typed, body: Buffer.from('-d x') },
  'a body with text in angle brackets': {
    method: 'PUT',
    path: '/',
    headers: typed,
    body: json({ html: '<b>bold</b><TITLE> <x#1y>', token: TOKEN }),
  },
  'a body without a Content-Type': { method: 'POST', path: '/', headers: [], body: json({}) },
  'an empty body': { method: 'POST', path: '/', headers: typed, body: Buffer.alloc(0) },
  'a body that is not UTF-8': {
    method: 'POST',
    path: '/',
    headers: typed,
    body: Buffer.from(`-{"client_id": "caf\xe9 100% 'q'", "token": "${TOKEN}"}`, 'latin1'),
  },
  'a body with a NUL': { method: 'POST', path: '/', headers: typed, body: Buffer.from('a\0b\n') },
  'a body of a hundred kilobytes': { method: 'POST', path: '/', headers: typed, body: Buffer.alloc(100_000, 'x') },
  'a body in a GET': { method: 'GET', path: '/', headers: typed, body: json({ x: 1 }) },
  'an empty header and one that is there twice': {
    method: 'GET',
    path: '/',
    headers: [
      ['X-Empty', ''],
      ['X-Twice', 'one'],
      ['X-Twice', 'two; "quoted" $x'],
    ],
  },
  'brackets and braces in the query': { method: 'GET', path: '/?a=[1-3]&b={x,y}', headers: [] },
  'a HEAD': { method: 'HEAD', path: `/token/${TOKEN}`, headers: [] },
};

for (const [what, request] of Object.entries(CASES)) {
  test(`the line sends the same request: ${what}`, async (t) => {
    await sendsTheSame(t, request);
  });
}

test('a secret in a form is encoded by curl, what stands beside it is sent as it was', async (t) => {
  const server = await byteServer(t);
  const form = new URLSearchParams({ username: 'a b', password: PASSWORD, token: TOKEN, scope: 'x+y' });
  const headers = [['Content-Type', 'application/x-www-form-urlencoded']] as const;
  const line = curlLine({ method: 'POST', url: server.url, headers, body: Buffer.from(`${form}`) }, redactor());
  assert.match(line, /--data-urlencode "password=\$\{TARGET_WAZO_USER_PASSWORD:\?\}" --data-raw "token=/);
  await execute('bash', ['-c', line.replace('curl', 'curl -s')], { env: { ...process.env, ...VARIABLES } });
  assert.deepEqual([...new URLSearchParams(server.requests[0]?.body.toString())], [...form]);
});

test('the line is easy to read where nothing needs quoting', () => {
  const line = curlLine({ method: 'GET', url: 'http://h/me?t=1', headers: [['X-Auth-Token', TOKEN]] }, redactor());
  assert.equal(line, `curl -i 'http://h/me?t=1' -H "X-Auth-Token: \${ACCESS_TOKEN_1:?}"`);
});

test('a variable is set apart from a letter that follows it, and the line ends where it is not set', async () => {
  const line = curlLine({ method: 'DELETE', url: `http://h/${TOKEN}x/${TOKEN}`, headers: [] }, redactor());
  assert.ok(line.endsWith(`"http://h/\${ACCESS_TOKEN_1:?}x/\${ACCESS_TOKEN_1:?}"`), line);
  await assert.rejects(
    execute('bash', ['-c', line], { env: { PATH: process.env.PATH } }),
    /ACCESS_TOKEN_1: parameter null or not set/,
  );
});

test('Basic credentials of an account are given by its variables', () => {
  const basic = `Basic ${Buffer.from(`alice:${PASSWORD}`).toString('base64')}`;
  const line = curlLine({ method: 'GET', url: 'http://h/', headers: [['authorization', basic]] }, redactor());
  assert.equal(line, `curl -i http://h/ -u "\${TARGET_WAZO_USER_NAME:?}:\${TARGET_WAZO_USER_PASSWORD:?}"`);
});

test('the line says how TLS is spoken', () => {
  const request = { method: 'GET', url: 'https://h/', headers: [] };
  const line = (ca: boolean, cert: boolean, insecure: boolean) =>
    curlLine(request, { ...redactor(), tls: { ca, cert, insecure } });
  assert.equal(line(false, false, false), 'curl -i https://h/');
  assert.equal(line(false, false, true), 'curl -i -k https://h/');
  assert.equal(
    line(true, true, false),
    `curl -i --cacert "\${TARGET_TLS_CA:?}" --cert "\${TARGET_TLS_CERT:?}" --key "\${TARGET_TLS_KEY:?}" https://h/`,
  );
});
