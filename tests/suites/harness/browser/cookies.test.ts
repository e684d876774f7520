import assert from 'node:assert/strict';
import test from 'node:test';
import { createCookieJar } from '../../../../suites/harness/browser/cookies.ts';

const exchange = (url: string, ...cookies: string[]) => ({
  request: { method: 'GET', url, headers: [] },
  response: {
    status: 200,
    headers: cookies.map((cookie) => ['Set-Cookie', cookie] as const),
    body: Buffer.alloc(0),
  },
  durationMs: 0,
});

/** What a jar sends to a URL after one response has set cookies. */
function sent(from: string, cookies: readonly string[], to: string): string | undefined {
  const jar = createCookieJar();
  jar.take(exchange(from, ...cookies));
  return jar.headerFor(to);
}

test('cookies go back to their host and path, longer paths first', () => {
  const jar = createCookieJar();
  jar.take(exchange('https://id.example.org/a/b/login', 'root=1; Path=/', 'deep=2; Path=/a/b', 'usual=3'));
  assert.equal(jar.headerFor('https://id.example.org/a/b/login'), 'deep=2; usual=3; root=1');
  assert.equal(jar.headerFor('https://id.example.org/a/bc'), 'root=1');
  assert.equal(jar.headerFor('https://other.example.org/a/b'), undefined);
});

test('a cookie without a domain goes to its very host; one with a domain to subdomains too', () => {
  const from = 'https://example.org/';
  assert.equal(sent(from, ['own=1'], 'https://example.org/'), 'own=1');
  assert.equal(sent(from, ['own=1'], 'https://id.example.org/'), undefined);
  assert.equal(sent(from, ['all=1; Domain=example.org'], 'https://id.example.org/'), 'all=1');
  assert.equal(sent(from, ['all=1; Domain=.example.org'], 'https://id.example.org/'), 'all=1');
});

test('a host sets no cookies for other hosts, nor for a whole top level', () => {
  const from = 'https://evil.example.org/';
  assert.equal(sent(from, ['a=1; Domain=bank.example.com'], 'https://bank.example.com/'), undefined);
  assert.equal(sent(from, ['a=1; Domain=id.example.org'], 'https://id.example.org/'), undefined);
  assert.equal(sent(from, ['a=1; Domain=org'], 'https://other.org/'), undefined);
  assert.equal(sent('https://shop.co.uk/', ['a=1; Domain=co.uk'], 'https://bank.co.uk/'), undefined);
});

test('a Secure cookie does not go over http, but on loopback, which browsers hold to be secure', () => {
  assert.equal(sent('https://id.example.org/', ['s=1; Secure'], 'http://id.example.org/'), undefined);
  assert.equal(sent('https://id.example.org/', ['s=1; Secure'], 'https://id.example.org/'), 's=1');
  assert.equal(sent('http://id.example.org/', ['s=1; Secure'], 'https://id.example.org/'), undefined);
  for (const host of ['localhost', '127.0.0.1', '[::1]']) {
    assert.equal(sent(`http://${host}:8080/`, ['s=1; Secure; HttpOnly'], `http://${host}:8080/x`), 's=1', host);
  }
});

test('a name that begins with __Host- or __Secure- is held to what it says', () => {
  const at = 'https://id.example.org/';
  assert.equal(sent(at, ['__Host-a=1; Secure; Path=/', '__Host-b=1; Path=/', '__Secure-c=1'], at), '__Host-a=1');
});

test('a cookie that expires is gone, a new value replaces the old one', async () => {
  const jar = createCookieJar();
  const url = 'https://id.example.org/';
  jar.take(exchange(url, 'a=1; Path=/', 'b=1; Path=/', 'c=1; Path=/', 'd=1; Max-Age=1'));
  assert.equal(jar.headerFor(url), 'a=1; b=1; c=1; d=1');
  jar.take(exchange(url, 'a=; Path=/; Max-Age=0', 'b=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'c=2; Path=/'));
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  assert.equal(jar.headerFor(url), 'c=2');
});

test('what is no cookie is left alone', () => {
  const at = 'https://id.example.org/';
  assert.equal(sent(at, ['', ';;;', 'a=1; Domain=..', '\u0000=x', 'good=1'], at), 'good=1');
});

test("a browser's cookies are taken over, and given to one, as they are", () => {
  const jar = createCookieJar();
  const shared = { path: '/', secure: false, httpOnly: true, hostOnly: true };
  const own = { ...shared, name: 'own', value: 'x', domain: 'example.org' };
  const wide = { ...shared, name: 'wide', value: 'y', domain: 'example.org', hostOnly: false };
  const secure = { ...shared, name: 'secure', value: 'z', domain: '127.0.0.1', secure: true };
  const dated = { ...own, name: 'dated', expires: new Date(2_000_000_000_000) };
  jar.adopt([own, wide, secure, dated]);
  assert.equal(jar.headerFor('https://id.example.org/auth'), 'wide=y');
  assert.equal(jar.headerFor('https://example.org/auth'), 'own=x; wide=y; dated=x');
  assert.equal(jar.headerFor('http://127.0.0.1:8080/'), 'secure=z');
  const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
  assert.deepEqual([...jar.held()].sort(byName), [own, wide, secure, dated].sort(byName));
});
