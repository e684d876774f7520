/** A request of a fuzz run. */
export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Numbers from 0 to 1 that a seed settles (mulberry32). */
export function randomBy(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'];
const names = [
  ...['auth_token', 'token', 'code', 'client_id', 'client_secret', 'redirect_uri', 'scope', 'state', 'nonce', 'data'],
  ...[
    'grant_type',
    'username',
    'password',
    'refresh_token',
    'response_type',
    'verb',
    'expiration',
    'access_type',
    'id',
  ],
  ...['serviceApiKey', 'sns', 'limit', 'offset', 'order', 'prompt', 'claims', 'request', 'code_challenge', '__proto__'],
];
const values = [
  ...[
    '',
    'a',
    '0',
    '-1',
    '1e999',
    'null',
    'é€😀',
    '%',
    '%00',
    '%ff',
    '../..',
    '<b>',
    'x'.repeat(3_000),
    'a.b.c',
    'dev',
  ],
  ...['authorization_code', 'password', 'client_credentials', 'refresh_token', 'http://127.0.0.1/', 'openid', 'carla'],
  ...['sunny-harbour', 'alice', 'a b', '\u0000', '{"a":1}', '[]', 'eyJhbGciOiJub25lIn0.e30.', 'login', 'none', '*'],
];
const json = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  'a',
  [],
  {},
  [[]],
  { a: { b: [] } },
  'é',
  '\u0000',
  Number.MAX_SAFE_INTEGER,
];
const types = [
  'application/json',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=x',
  '',
  'json;;',
  'application/json; charset=utf-16',
];
const hosts = [undefined, undefined, undefined, 'a:b:c', '127.0.0.1:99999', '[::1', 'x', ''];
const accepts = [undefined, '*/*', 'text/html', 'application/json', 'nonsense', ';q=', 'a/b;q=x'];

/** Requests around the paths that a mock serves, the same for the same seed. */
export function* fuzzRequests(seed: number, count: number, paths: readonly string[]): Generator<FuzzRequest> {
  const random = randomBy(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const pairs = () =>
    Array.from(
      { length: Math.floor(random() * 5) },
      () => `${pick(names)}=${random() < 0.3 ? pick(values) : encodeURIComponent(pick(values))}`,
    );
  const object = () =>
    Object.fromEntries(
      Array.from({ length: Math.floor(random() * 6) }, () => [pick(names), random() < 0.5 ? pick(json) : pick(values)]),
    );
  const bodies: readonly (() => string | Buffer)[] = [
    () => JSON.stringify(object()),
    () => JSON.stringify({ data: random() < 0.5 ? object() : pick(json) }),
    () => JSON.stringify(pick(json)),
    () => pairs().join('&'),
    () => JSON.stringify(object()).slice(0, -1),
    () => '{"a":'.repeat(Math.floor(random() * 9_000)),
    () => `${'{"a":'.repeat(6_000)}1${'}'.repeat(6_000)}`,
    () => `{"data":${'['.repeat(6_000)}${']'.repeat(6_000)}}`,
    () => Buffer.from(Array.from({ length: 40 }, () => Math.floor(random() * 256))),
    () => '{"a":1,"a":2}',
  ];
  for (let made = 0; made < count; made += 1) {
    const method = pick(methods);
    const query = pairs()
      .join('&')
      .replace(/[^\x21-\x7e]/g, '');
    const base = pick(paths).replace(/\{\w+\}/g, () =>
      pick(['x', 'google', 'main', 'rfc', 'third-party', '..', '%2e', '%']),
    );
    const tail = random() < 0.1 ? pick(['/', '//', '/x', '%00', '%', ';a', '/.well-known/openid-configuration']) : '';
    const headers: Record<string, string> = {};
    const set = (name: string, value: string | undefined) => {
      if (value !== undefined && /^[\x20-\x7e]*$/.test(value)) headers[name] = value;
    };
    set('host', pick(hosts));
    set('accept', pick(accepts));
    if (random() < 0.3)
      set(
        'authorization',
        pick([
          'Basic',
          'Basic !!!',
          `Basic ${Buffer.from('alice:correct-horse').toString('base64')}`,
          'Bearer',
          'Bearer a.b.c',
          'Bearer x',
          'Negotiate',
          'Basic Og==',
        ]),
      );
    if (random() < 0.2) set('x-auth-token', pick(values));
    if (random() < 0.1) set('cookie', pick(['a=b', '=', ';;', 'third-party_sound_LOGIN=x', 'a="', '%=%']));
    if (random() < 0.05) set('tollgate-clock', pick(['+1', '-99999', '+9999999999', 'x']));
    if (random() < 0.1) set('origin', pick(['null', 'http://x', '*']));
    const hasBody = !['GET', 'HEAD'].includes(method) && random() < 0.8;
    if (hasBody) set('content-type', pick(types));
    yield {
      method,
      path: base + tail + (query === '' ? '' : `?${query}`),
      headers,
      ...(hasBody && { body: pick(bodies)() }),
    };
  }
}
