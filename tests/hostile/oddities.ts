import type { Exchange, HeaderList, SentRequest } from '../../suites/harness/http/exchange.ts';
import type { FailureKind } from '../../suites/harness/model/verdict.ts';

/** What a target does with a request, without its request. */
export type Oddity = (request: SentRequest, index: number) => Pick<Exchange, 'response' | 'failure'>;

const JSON_TYPE: HeaderList = [['Content-Type', 'application/json']];

const answers =
  (status: number, body: string | Uint8Array = '', headers: HeaderList = []): Oddity =>
  () => ({ response: { status, headers, body: Buffer.from(body) } });
const json = (body: unknown, status = 200) => answers(status, JSON.stringify(body), JSON_TYPE);
const text = (body: string) => answers(200, body, JSON_TYPE);
const page = (markup: string, headers: HeaderList = []) =>
  answers(200, `<!doctype html><title>Odd</title>${markup}`, [['Content-Type', 'text/html'], ...headers]);
const fails =
  (kind: FailureKind): Oddity =>
  () => ({ failure: { kind, message: `it is ${kind}` } });
const redirects = (status: number, ...to: string[]) =>
  answers(
    status,
    '',
    to.map((location) => ['Location', location] as const),
  );

/** Members by which the systems tell success, all with one value. */
const everywhere = (value: unknown) => {
  const names =
    'token access_token refresh_token id_token auth_token code expires_in expires_at token_type scope authenticated subject displayName items total id keys data';
  const members = Object.fromEntries(names.split(' ').map((name) => [name, value]));
  return { ...members, data: { ...members, data: value } };
};
const success = (more: object) => {
  const data = {
    token: 'abc-token',
    refresh_token: 'abc-refresh',
    auth_id: 'x',
    acl: [],
    metadata: {},
    expires_at: '2030-01-01T00:00:00',
    issued_at: '2029-01-01T00:00:00',
  };
  return {
    data,
    authenticated: true,
    subject: 's',
    access_token: 'a.b.c',
    refresh_token: 'r',
    id_token: 'a.b.c',
    auth_token: 'a.b.c',
    token_type: 'Bearer',
    expires_in: 300,
    items: [],
    ...more,
  };
};

/** Where a request is told to go on: what it says of a redirect URI, or the document's own. */
const redirectUriIn = ({ url }: SentRequest) =>
  (URL.canParse(url) && new URL(url).searchParams.get('redirect_uri')) || 'http://odd.invalid/callback';
const redirectsBack =
  (query: string): Oddity =>
  (request) =>
    redirects(302, `${redirectUriIn(request)}${query}`)(request, 0);

/** Sixty and more things that no target should do, each for every request. */
export const ODDITIES: Readonly<Record<string, Oddity>> = {
  ...Object.fromEntries(
    (['refused', 'unresolved', 'timeout', 'reset', 'tls', 'too-large', 'malformed', 'other'] as const).map((kind) => [
      kind,
      fails(kind),
    ]),
  ),
  'a throttled 429': () => ({
    response: { status: 429, headers: [], body: Buffer.from('slow') },
    failure: { kind: 'throttled', message: 'asked to slow down' },
  }),
  'a coded body': () => ({
    response: { status: 200, headers: [['Content-Encoding', 'br']], body: Buffer.from([1, 2, 3]) },
    failure: { kind: 'coded', message: 'it is in a coding' },
  }),
  ...Object.fromEntries(
    [
      200, 201, 202, 204, 205, 206, 299, 300, 304, 400, 401, 402, 403, 404, 405, 409, 410, 418, 422, 451, 500, 501, 502,
      503, 504, 511, 999,
    ].map((status) => [`an empty ${status}`, answers(status)]),
  ),
  'a redirect without a place': redirects(302),
  'a redirect to nowhere': redirects(302, 'http://['),
  'a redirect to a script': redirects(302, 'javascript:alert(1)'),
  'a redirect to two places': redirects(303, '/a', '/b'),
  'a redirect to itself': (request, index) => redirects(307, request.url)(request, index),
  'a redirect to a host that is none': redirects(308, '//%00/'),
  'a redirect back with nothing': redirectsBack(''),
  'a redirect back with a code that is empty': redirectsBack('?code=&state='),
  'a redirect back with two codes': redirectsBack('?code=one&code=two&state=x&state=y'),
  'a redirect back with an odd error': redirectsBack('?error=%FF%00&error_description=%E2%80%AE&error_uri=:::'),
  'a redirect back with all in the fragment': redirectsBack('#code=a&access_token=b&error=c'),
  'a redirect back with percent signs': redirectsBack('?code=%&state=%zz'),
  '{}': json({}),
  '[]': json([]),
  null: json(null),
  true: json(true),
  'a text': json('yes'),
  'a number beyond all bounds': text('{"expires_in":1e999,"access_token":-1e999}'),
  'JSON cut off': text('{"data": {"token": "5fb5c4a2'),
  'JSON with a byte order mark': text(`\uFEFF${JSON.stringify(success({}))}`),
  'JSON with zeros': text('\u0000{"a":1}\u0000'),
  'brackets without end': text('['.repeat(20_000)),
  'bytes that are not UTF-8': answers(200, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), JSON_TYPE),
  'members of JavaScript': text(
    '{"__proto__":{"token":"x"},"constructor":null,"data":{"__proto__":1,"hasOwnProperty":2,"toString":3}}',
  ),
  'members twice': text(
    '{"access_token":"a","access_token":"b","data":{"token":"a"},"data":{"token":"b"},"authenticated":true,"authenticated":false}',
  ),
  ...Object.fromEntries(
    (
      [
        null,
        true,
        0,
        -1,
        1e21,
        '',
        ' ',
        '.',
        '..',
        'a.b.c',
        '..  ..',
        '\ud800',
        '🔑',
        'a\r\nX-Evil: 1',
        '../../x?y#z',
        '%',
        [],
        [null],
        {},
        { length: -1 },
        [[[]]],
      ] as const
    ).map((value) => [`every member ${JSON.stringify(value)}`, json(everywhere(value))]),
  ),
  'a success to everything': json(success({})),
  'a success with a time that is none': json(
    success({ expires_in: 'soon', data: { token: 't', refresh_token: 'r', expires_at: 'soon', issued_at: -1 } }),
  ),
  'a success with JWTs that are none': json(
    success({ access_token: 'e30.bnVsbA.', id_token: 'e30.W10.x', auth_token: 'bnVsbA.MQ.IiI' }),
  ),
  'a success with another token each time': (request, index) =>
    json(
      success({
        access_token: `t${index}`,
        refresh_token: `r${index}`,
        data: { token: `t${index}`, refresh_token: `r${index}` },
      }),
    )(request, index),
  'a success with header fields that are none': answers(200, JSON.stringify(success({})), [
    ['Content-Type', ''],
    ['Content-Type', ';;;='],
    ['Date', 'the day after'],
    ['Set-Cookie', ''],
    ['Set-Cookie', '=; Domain=; Path='],
    ['Set-Cookie', 'a=b; Domain=com; Max-Age=x; Expires=never'],
    ['Location', '%'],
    ['WWW-Authenticate', ',,="'],
    ['Retry-After', 'x'],
    ['Allow', ''],
  ]),
  'three hundred cookies': answers(
    200,
    '{}',
    Array.from({ length: 300 }, (_, at) => ['Set-Cookie', `c${at}=${at}`] as const),
  ),
  'an empty page': page(''),
  'a page cut off': page('<form><input name="user'),
  'a login page that leads nowhere': page(
    '<form action="http://["><input name=username><input type=password name=password><button>Log in',
  ),
  'a login page by GET': page(
    '<form method=get><input name=username><input type=password name=password><button>Log in</button></form>',
  ),
  'a login page with two passwords': page(
    '<form method=post><input name=a><input type=password name=b><input type=password name=c><button>Log in</button></form>',
  ),
  'a login page again and again': (request, index) =>
    page(
      `<form method=post action="/x?${index}"><input name=username><input type=password name=password><input type=submit></form>`,
      [['Set-Cookie', `s=${index}`]],
    )(request, index),
  'a consent page again and again': page(
    '<form method=post><input type=checkbox name=scope value=x><button name=accept>Yes</button><button name=deny>No</button></form>',
  ),
  'a page that leads on by itself': page(
    '<meta http-equiv=refresh content="0;url=javascript:x"><form method=dialog></form>',
  ),
  XML: answers(200, '<?xml version="1.0"?><a/>', [['Content-Type', 'application/xml']]),
  'a form': answers(200, 'access_token=a&token_type=b&data=%', [['Content-Type', 'application/x-www-form-urlencoded']]),
};
