import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import test from 'node:test';
import { Agent, request } from 'undici';
import { startMockIdp } from '../../../mock-idp/server.ts';
import { alice, base, guarded, login, mockFor, send } from '../mock-client.ts';

test('takes a free port, and tells its address without a trailing slash', async (t) => {
  const mock = await mockFor(t);
  assert.match(mock.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  const named = await mockFor(t, { publicUrl: 'https://idp.example.org/' });
  assert.equal(named.url, 'https://idp.example.org');
});

test('a path that is nobody’s gets a JSON 404 that says so', async (t) => {
  const { url } = await mockFor(t);
  const response = await send(`${url}/nowhere`);
  assert.equal(response.status, 404);
  assert.match(response.json.message, /nothing answers GET \/nowhere/);
});

test('a fault prefix selects the mock with that defect and with state of its own', async (t) => {
  const { url } = await mockFor(t);
  const faulty = `${url}/~fault/wazo.server.login-status-201`;
  const made = await login(faulty, {}, alice);
  assert.equal(made.status, 201);
  assert.equal((await guarded(faulty, made.json.data.token)).status, 200);
  assert.equal((await guarded(url, made.json.data.token)).status, 401);
  assert.equal((await login(url, {}, alice)).status, 200);
});

test('an unknown fault is a 404 that says where the known ones are', async (t) => {
  const { url } = await mockFor(t);
  for (const path of ['/~fault/wazo.nothing/api/auth/0.1/token', '/~fault/', '/~fault/x', '/~fault/x?y']) {
    const response = await send(url + path, 'POST');
    assert.equal(response.status, 404, path);
    assert.equal(response.json.error, 'unknown_fault', path);
    assert.match(response.json.message, /_control\/faults/);
  }
});

test('the clock header moves the clock, and Date, of one request only', async (t) => {
  const { url } = await mockFor(t);
  const { token } = (await login(url, { expiration: 3600 }, alice)).json.data;
  const at = (clock: string) => guarded(url, token, undefined, { 'tollgate-clock': clock });
  assert.equal((await at('+3590')).status, 200);
  const late = await at('+3601');
  assert.equal(late.status, 401);
  const ahead = Date.parse(String(late.headers.date)) - Date.now();
  assert.ok(ahead > 3_590_000 && ahead < 3_602_000, `Date is ${ahead} ms ahead`);
  assert.equal((await guarded(url, token)).status, 200, 'a look into the future has destroyed nothing');

  const [early, later] = await Promise.all([
    login(url, {}, alice, { 'tollgate-clock': '-86400' }),
    login(url, {}, alice),
  ]);
  const apart = Date.parse(later.json.data.utc_issued_at) - Date.parse(early.json.data.utc_issued_at);
  assert.ok(Math.abs(apart - 86_400_000) < 10_000, `${apart} ms apart`);
});

test('a clock that is none is refused with an explanation', async (t) => {
  const { url } = await mockFor(t);
  for (const clock of ['3601', '+1h', '', '++1', '+99999999999']) {
    const response = await login(url, {}, alice, { 'tollgate-clock': clock });
    assert.equal(response.status, 400, clock);
    assert.match(response.json.message, /\+3601 or -5/);
  }
});

test('Date.now is given back when the last mock has closed', async () => {
  const before = Date.now;
  const [one, other] = await Promise.all([startMockIdp(), startMockIdp()]);
  assert.notEqual(Date.now, before);
  await one.close();
  await one.close();
  assert.notEqual(Date.now, before);
  await other.close();
  assert.equal(Date.now, before);
});

test('bodies over a mebibyte are refused, announced or not; up to it they are read whole', async (t) => {
  const { url } = await mockFor(t);
  const fill = (bytes: number) => JSON.stringify({ filler: 'x'.repeat(bytes - 13) });
  const headers = { authorization: alice };
  const fits = await send(`${url}${base}/token`, 'POST', { headers, body: fill(1024 * 1024) });
  assert.equal(fits.status, 200);
  const announced = await send(`${url}${base}/token`, 'POST', { headers, body: fill(1024 * 1024 + 1) });
  assert.equal(announced.status, 413);
  assert.match(announced.json.message, /1048576 bytes/);
  async function* pieces() {
    for (let i = 0; i < 17; i += 1) yield Buffer.alloc(64 * 1024, 32);
  }
  const streamed = await request(`${url}${base}/token`, {
    method: 'POST',
    headers,
    body: Readable.from(pieces()),
  }).catch((error) => error);
  assert.ok(streamed.statusCode === 413 || streamed.code !== undefined, 'refused or cut off');
  assert.equal((await login(url, {}, alice)).status, 200);
});

test('headers beyond 16 KiB are refused', async (t) => {
  const { url } = await mockFor(t);
  assert.equal((await login(url, {}, alice, { 'x-filler': 'x'.repeat(20_000) })).status, 431);
});

test('HEAD gets the header fields of GET without a body', async (t) => {
  const { url } = await mockFor(t);
  const get = await send(`${url}${base}/backends`);
  const head = await send(`${url}${base}/backends`, 'HEAD');
  assert.equal(head.status, 200);
  assert.equal(head.text, '');
  assert.equal(head.headers['content-length'], get.headers['content-length']);
});

test('close ends idle connections, lets a running request finish and frees the port', async () => {
  const mock = await startMockIdp();
  const { port } = new URL(mock.url);
  const idle = connect(Number(port), '127.0.0.1');
  await new Promise((resolve) => idle.once('connect', resolve));
  await send(`${mock.url}/_control/provocations`, 'POST', { body: { action: { delayMs: 150 } } });
  const running = login(mock.url, {}, alice);
  while ((await send(`${mock.url}/_control/journal`)).json.entries.length === 0);
  const [response] = await Promise.all([running, mock.close()]);
  assert.equal(response.status, 200);
  const again = await startMockIdp({ port: Number(port) });
  await again.close();
  idle.destroy();
});

test('close does not wait for requests that hang', async () => {
  const mock = await startMockIdp();
  await send(`${mock.url}/_control/provocations`, 'POST', { body: { action: { hang: true } } });
  const hanging = assert.rejects(login(mock.url, {}, alice));
  while ((await send(`${mock.url}/_control/journal`)).json.entries.length === 0);
  await mock.close();
  await hanging;
});

test('a taken port is an error with its code', async (t) => {
  const { url } = await mockFor(t);
  await assert.rejects(startMockIdp({ port: Number(new URL(url).port) }), { code: 'EADDRINUSE' });
});

test('with a key and a certificate it speaks HTTPS', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', '-nodes', '-days', '2', ...kind, ...subject, ...files], { stdio: 'ignore' });
  const [key, cert] = ['key.pem', 'cert.pem'].map((file) => readFileSync(join(folder, file), 'utf8')) as [
    string,
    string,
  ];
  const mock = await mockFor(t, { tls: { key, cert } });
  assert.match(mock.url, /^https:\/\/127\.0\.0\.1:\d+$/);
  const dispatcher = new Agent({ connect: { ca: cert } });
  t.after(() => dispatcher.close());
  const { statusCode, body } = await request(`${mock.url}${base}/backends`, { dispatcher });
  await body.dump();
  assert.equal(statusCode, 200);
});
