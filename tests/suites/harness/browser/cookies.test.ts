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

test('cookies go back to their host and path, longer paths first', () => {
  const jar = createCookieJar();
  jar.take(exchange('https://id.example.org/a/b/login', 'root=1; Path=/', 'deep=2; Path=/a/b', 'usual=3'));
  assert.equal(jar.headerFor('https://id.example.org/a/b/login'), 'deep=2; usual=3; root=1');
  assert.equal(jar.headerFor('https://id.example.org/a/bc'), 'root=1');
  assert.equal(jar.headerFor('https://other.example.org/a/b'), undefined);
});

test('a cookie that expires is gone, a new value replaces the old one', () => {
  const jar = createCookieJar();
  const url = 'https://id.example.org/';
  jar.take(exchange(url, 'a=1; Path=/', 'b=1; Path=/', 'c=1; Path=/'));
  jar.take(exchange(url, 'a=; Path=/; Max-Age=0', 'b=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'c=2; Path=/'));
  assert.equal(jar.headerFor(url), 'c=2');
});

test("a browser's cookies are taken over", () => {
  const jar = createCookieJar();
  jar.adopt([{ name: 'session', value: 'x', domain: 'example.org', path: '/' }]);
  assert.equal(jar.headerFor('https://id.example.org/auth'), 'session=x');
});
