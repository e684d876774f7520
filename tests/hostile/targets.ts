import type { Behaviour } from '../suites/harness/http/byte-server.ts';
import { json, response } from '../suites/harness/http/byte-server.ts';

const UUID = '5fb5c4a2-1d35-4f5b-9a53-6d6a0a3a1c01';

/** A login's response with everything in it. */
export const LOGIN = {
  token: UUID,
  refresh_token: UUID.replace('5', '6'),
  expires_at: '2030-01-01T00:00:00.000000',
  utc_expires_at: '2030-01-01T00:00:00.000000',
  issued_at: '2030-01-01T00:00:00.000000',
  utc_issued_at: '2030-01-01T00:00:00.000000',
  auth_id: UUID,
  xivo_user_uuid: UUID,
  xivo_uuid: UUID,
  acl: ['a.b', '__proto__', 'constructor', '!', '#', '', '!*.['],
  metadata: {},
  session_uuid: UUID,
  remote_addr: '127.0.0.1',
  user_agent: '',
};

const LIST = { total: 1, filtered: 1, items: [{ client_id: 'a', created_at: 'x', mobile: true }] };
const text = (body: string) => () => response(200, body, { 'Content-Type': 'application/json' });
const nested = (depth: number) => ['{"data":'.repeat(depth), 'null', '}'.repeat(depth)].join('');

/** Targets that answer nothing that can be judged, or never in time. */
export const SILENT: Readonly<Record<string, Behaviour>> = {
  'says nothing': () => undefined,
  'closes every connection': (_, socket) => void socket.destroy(),
  'resets every connection': (_, socket) => void socket.resetAndDestroy(),
  'sends garbage instead of HTTP': () => Buffer.from('\x00\x01\x02 not http at all \xff\r\n\r\n', 'latin1'),
  'sends ten megabytes': () => response(200, Buffer.alloc(10_000_000, 'x')),
  'sends a response byte by byte': (_, socket) => {
    const bytes = json(200, { data: LOGIN });
    let at = 0;
    const timer = setInterval(() => (at < bytes.length ? socket.write(bytes.subarray(at, ++at)) : undefined), 20);
    socket.on('close', () => clearInterval(timer));
    return undefined;
  },
  'sends headers and no end of them': (_, socket) => {
    const timer = setInterval(() => socket.write('X-More: and more\r\n'), 5);
    socket.on('close', () => clearInterval(timer));
    return Buffer.from('HTTP/1.1 200 OK\r\n');
  },
};

/** Targets that answer everything the same way, and conform in nothing. */
export const WRONG: Readonly<Record<string, Behaviour>> = {
  'HTML with 200': () => response(200, '<!doctype html><title>Welcome</title>', { 'Content-Type': 'text/html' }),
  'an empty 200': () => response(200),
  'an empty 204': () => response(204),
  'a 500': () => json(500, { reason: ['Internal error'] }),
  'a 502 in HTML': () => response(502, '<h1>Bad Gateway</h1>', { 'Content-Type': 'text/html' }),
  'a 503 without Retry-After': () => json(503, {}),
  'a 401': () => json(401, { reason: ['Authentication Failed'], status_code: 401 }),
  'a 403': () => json(403, { message: 'no' }),
  'a 404': () => json(404, { message: 'Not found' }),
  'a redirect to itself': ({ line }) => response(302, '', { Location: line.split(' ')[1] ?? '/' }),
  'a 299': () => json(299, {}),
  'a 999': () => json(999, {}),
  '{} with 200': () => json(200, {}),
  '[] with 200': () => json(200, []),
  'null with 200': () => json(200, null),
  'a string with 200': () => json(200, 'yes'),
  'a number with 200': text('12345678901234567890123'),
  'bytes that are not UTF-8': () =>
    response(200, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), {
      'Content-Type': 'application/json',
    }),
  'JSON cut off': text('{"data": {"token": "5fb5c4a2'),
  'JSON with a byte order mark': text(`\uFEFF${JSON.stringify({ data: LOGIN })}`),
  'JSON nested without end': text(nested(100_000)),
  'brackets without end': text('['.repeat(500_000)),
  'data that is null': () => json(200, { data: null }),
  'data that is a list': () => json(200, { data: [LOGIN] }),
  'members of the wrong type': () =>
    json(200, {
      data: Object.fromEntries(Object.keys(LOGIN).map((name) => [name, { no: [null] }])),
      items: { length: 1 },
      scopes: [[]],
    }),
  'an empty token': () => json(200, { data: { ...LOGIN, token: '', refresh_token: '' } }),
  'a token that is half a character': text(JSON.stringify({ data: LOGIN }).replaceAll(UUID.slice(1), '\\ud800')),
};

/** Targets that say yes to everything: whatever must be refused is accepted. */
export const LENIENT: Readonly<Record<string, Behaviour>> = {
  'a login to everything': () => json(200, { data: LOGIN }),
  'a login and a list to everything': () => json(200, { data: LOGIN, ...LIST, scopes: {} }),
  'a login with another token each time': (_, __, index) =>
    json(200, { data: { ...LOGIN, token: `t-${index}`, refresh_token: `r-${index}` }, items: [null] }),
  'a token that no header can carry': () =>
    json(200, { data: { ...LOGIN, token: 'a\r\nX-Evil: 1', refresh_token: 'b\u0000' } }),
  'a token beyond Latin-1': () => json(200, { data: { ...LOGIN, token: '🔑', refresh_token: '鍵' } }),
  'a token of a megabyte': () => json(200, { data: { ...LOGIN, token: 'x'.repeat(20_000) } }),
  'a token that is a path': () => json(200, { data: { ...LOGIN, token: '../../token?x=#', refresh_token: '..' } }),
  'a token that looks like a name of ours': () =>
    json(200, { data: { ...LOGIN, token: '<access_token#1>', refresh_token: '$(id)`id`$x' } }),
  'duplicate members': text(
    `{"data":{"token":"first","token":"${UUID}","refresh_token":"one","refresh_token":"two"},"data":${JSON.stringify(LOGIN)}}`,
  ),
  'members with names of JavaScript': text(
    `{"__proto__":{"data":{"token":"x"}},"constructor":{"prototype":{"polluted":1}},"toString":null,"data":{"__proto__":{"token":"x"},"hasOwnProperty":0,${JSON.stringify(LOGIN).slice(1)}}`,
  ),
  'items with names of JavaScript': text(
    `{"data":${JSON.stringify(LOGIN)},"items":[{"client_id":"__proto__"},{"client_id":{"toString":1}},null,7],"scopes":{"__proto__":true}}`,
  ),
  'numbers beyond all bounds': text(
    `{"data":${JSON.stringify({ ...LOGIN, token: 5 }).replace('"token":5', '"token":1e999,"x":-1e999')},"items":1e999}`,
  ),
  'a session that is the token': () =>
    json(200, { data: { ...LOGIN, session_uuid: '', auth_id: null, acl: 'auth.#' } }),
};
