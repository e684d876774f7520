import assert from 'node:assert/strict';
import test from 'node:test';
import { FORMATS, joinUrl } from '../../../../suites/harness/target/url.ts';

test('a path is appended to the base, whose own path stays', () => {
  const joined = [
    ['http://h', '/api', 'http://h/api'],
    ['http://h/', '/api', 'http://h/api'],
    ['http://h/~fault/x', '/api/auth/0.1/token', 'http://h/~fault/x/api/auth/0.1/token'],
    ['http://h/base/', 'api', 'http://h/base/api'],
    ['http://h/base//', '//api?x=1#y', 'http://h/base/api?x=1#y'],
    ['http://h/base', 'https://other/api', 'https://other/api'],
    ['http://h/base', '/https://other', 'http://h/base/https://other'],
  ] as const;
  for (const [base, path, url] of joined) assert.equal(joinUrl(base, path), url);
});

const mistakes: Record<string, Record<string, string | undefined>> = {
  'base-url': {
    'http://127.0.0.1:8080': undefined,
    'https://example.org/a/b/': undefined,
    'http://[::1]:1': undefined,
    'HTTPS://EXAMPLE.ORG': undefined,
    'example.org': 'is not an http or https URL; begin it with http:// or https://',
    'ftp://example.org': 'is not an http or https URL; begin it with http:// or https://',
    'http://': 'is not a URL; check its host and port',
    'http://h:99999': 'is not a URL; check its host and port',
    'http://h/a b': 'has white space in it; remove or encode it',
    'http://alice:secret@h': 'has credentials in it; move them to the members for accounts and clients',
    'http://alice@h': 'has credentials in it; move them to the members for accounts and clients',
    'http://h/?a=1': 'has a query or fragment; end it with its path',
    'http://h/#': 'has a query or fragment; end it with its path',
  },
  'http-url': {
    'http://h/go?a=1': undefined,
    'http://h/go#a': 'has a fragment; leave it out',
    '/go': 'is not an http or https URL; begin it with http:// or https://',
  },
  'url-path': {
    '/api/auth/0.1': undefined,
    '/': undefined,
    'api/auth': 'is not an absolute path; begin it with /',
    '/api?x': 'has a query or fragment; leave it out',
    '/a b': 'has white space in it; remove or encode it',
  },
  'path-or-url': {
    '/users/me?limit=1': undefined,
    'https://h/users/me?limit=1': undefined,
    'users/me': 'is not an absolute path; begin it with /',
    'ftp://h/x': 'is not an http or https URL; begin it with http:// or https://',
    '/users#x': 'has a fragment; leave it out',
    'http://a:b@h/x': 'has credentials in it; move them to the members for accounts and clients',
  },
  'listen-address': {
    '127.0.0.1:0': undefined,
    'localhost:65535': undefined,
    '[::1]:80': undefined,
    '::1:80': 'is not host:port; write it like 127.0.0.1:8080',
    '8080': 'is not host:port; write it like 127.0.0.1:8080',
    'http://h:80': 'is not host:port; write it like 127.0.0.1:8080',
    'h:65536': 'has a port beyond 65535',
  },
  'file-path': { 'a.pem': undefined, '': 'is empty; name a file' },
};

for (const [format, values] of Object.entries(mistakes)) {
  test(`${format}: what is wrong with a value is said without repeating it`, () => {
    for (const [value, mistake] of Object.entries(values)) assert.equal(FORMATS[format]?.(value), mistake, value);
  });
}
