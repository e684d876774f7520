import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createSender } from '../../suites/harness/http/sender.ts';
import { UsageError } from '../../suites/harness/target/error.ts';
import { readTls } from '../../suites/harness/target/pem.ts';
import { mockFor } from '../mock-idp/mock-client.ts';
import { judgeWazo } from './judge.ts';

const path = (name: string) => fileURLToPath(new URL(`tls/test-only-${name}.pem`, import.meta.url));
const pem = (name: string) => readFileSync(path(name), 'utf8');
const secureMock = (t: TestContext) => mockFor(t, { tls: { key: pem('server.key'), cert: pem('server') } });

test('a target behind a private CA is all green with tls.ca, by name and by address, and curl lines name the CA', async (t) => {
  const { url } = await secureMock(t);
  assert.match(url, /^https:\/\/127\.0\.0\.1:/);
  const { summary, exchanges } = await judgeWazo(url, { tls: { ca: path('ca') } }, { first: 4 });
  assert.deepEqual(Object.keys(summary), ['pass']);
  for (const { curl } of exchanges) assert.match(curl, / --cacert "\$\{TARGET_TLS_CA:\?\}" /);
  const sender = createSender({ tls: { ca: pem('ca') } });
  const byName = await sender.send({ method: 'GET', url: url.replace('127.0.0.1', 'localhost'), headers: [] });
  await sender.close();
  assert.equal(byName.failure, undefined);
});

test('without the CA a private certificate is refused, in words that say so, after three tries', async (t) => {
  const { url } = await secureMock(t);
  const { verdicts, checks, exchanges } = await judgeWazo(url);
  assert.deepEqual(new Set(verdicts.values()), new Set(['inconclusive']));
  assert.match(
    checks[0]?.message ?? '',
    /the TLS handshake failed \(unable to verify the first certificate\); name its authority in tls\.ca \(TARGET_TLS_CA\)/,
  );
  assert.deepEqual(
    exchanges.map(({ failure }) => failure?.kind),
    ['tls', 'tls', 'tls'],
  );
});

test('a certificate for another host is refused', async (t) => {
  const server = createServer({ key: pem('server.key'), cert: pem('server') }, (_, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.2', resolve));
  t.after(() => server.close());
  const sender = createSender({ tls: { ca: pem('ca') } });
  const { port } = server.address() as AddressInfo;
  const { failure } = await sender.send({ method: 'GET', url: `https://127.0.0.2:${port}`, headers: [] });
  await sender.close();
  assert.equal(failure?.kind, 'tls');
  assert.match(failure?.message ?? '', /127\.0\.0\.2 is not in the cert's list/);
});

test('with insecure any certificate will do, and every curl line says so', async (t) => {
  const { url } = await secureMock(t);
  const { summary, exchanges } = await judgeWazo(url, { tls: { insecure: true } }, { first: 4 });
  assert.deepEqual(Object.keys(summary), ['pass']);
  for (const { curl } of exchanges) assert.match(curl, /(^|\| )curl -i -k /);
});

test('HTTP spoken to HTTPS and HTTPS spoken to HTTP are told apart from silence', async (t) => {
  const secure = await secureMock(t);
  const plain = await mockFor(t);
  const sender = createSender({ tls: { ca: pem('ca') } });
  const toSecure = await sender.send({ method: 'GET', url: secure.url.replace('https', 'http'), headers: [] });
  const toPlain = await sender.send({ method: 'GET', url: plain.url.replace('http', 'https'), headers: [] });
  await sender.close();
  assert.match(toSecure.failure?.kind ?? '', /^(reset|malformed)$/);
  assert.equal(toPlain.failure?.kind, 'tls');
});

test('PEM files that are none, or do not fit each other, are told with their member, file and reason', () => {
  const mistakes = (tls: Partial<Record<'ca' | 'cert' | 'key', string>>) => {
    try {
      readTls({ tls: { ...tls, insecure: false } });
    } catch (error) {
      assert.ok(error instanceof UsageError);
      return error.mistakes;
    }
    return [];
  };
  const here = fileURLToPath(import.meta.url);
  assert.deepEqual(mistakes({ ca: path('ca'), cert: path('client'), key: path('client.key') }), []);
  assert.deepEqual(mistakes({ ca: here }), [
    `tls.ca: ${here}: holds no certificate in PEM form; name a file that does`,
  ]);
  assert.match(
    mistakes({ cert: path('client.key'), key: here }).join('\n'),
    /^tls\.cert: .*\ntls\.key: .* is not a private key/,
  );
  assert.match(
    mistakes({ cert: path('client'), key: path('server.key') }).join(),
    /does not fit tls\.key \(.*mismatch\)/,
  );
  assert.match(mistakes({ ca: '/' }).join(), /^tls\.ca: \/: cannot be read \(EISDIR\); name a file with PEM text$/);
});

test('a target that asks for a client certificate is shown the one of tls.cert', async (t) => {
  const tls = {
    key: pem('server.key'),
    cert: pem('server'),
    ca: pem('ca'),
    requestCert: true,
    rejectUnauthorized: true,
  };
  const server = createServer(tls, (_, response) => response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const withCert = createSender({ tls: { ca: pem('ca'), cert: pem('client'), key: pem('client.key') } });
  assert.equal((await withCert.send({ method: 'GET', url, headers: [] })).response?.status, 200);
  await withCert.close();
  const without = createSender({ tls: { ca: pem('ca') } });
  const { failure } = await without.send({ method: 'GET', url, headers: [] });
  await without.close();
  assert.ok(failure, 'the server refuses us');
  assert.notEqual(failure.kind, 'other', failure.message);
});
