import assert from 'node:assert/strict';
import test from 'node:test';
import {
  all,
  difference,
  equals,
  given,
  hasHeader,
  hasMediaType,
  hasStatus,
  isRefused,
  lacks,
  type Matcher,
  not,
  notApplicable,
  same,
  succeeds,
  succeedsWith,
  undecided,
} from '../../../../suites/harness/checks/matchers.ts';
import type { Exchange } from '../../../../suites/harness/http/exchange.ts';
import { cutExcerpts } from '../../../../suites/harness/redaction/excerpt.ts';

function answered(status: number, body = '', headers: [string, string][] = []): Exchange {
  const request = { method: 'GET', url: 'http://h/', headers: [] };
  return { request, response: { status, headers, body: Buffer.from(body) }, durationMs: 1 };
}

const none: Exchange = {
  request: { method: 'GET', url: 'http://h/', headers: [] },
  failure: { kind: 'timeout', message: 'too late' },
  durationMs: 1,
};

const token = answered(200, '{"data":{"token":"t"}}', [['Content-Type', 'Application/JSON; charset=x']]);

const EXAMPLES: Readonly<Record<string, readonly [Matcher, kept: readonly Exchange[], broken: readonly Exchange[]]>> = {
  'one of some statuses': [hasStatus(200, 201), [answered(200), answered(201)], [answered(204), none]],
  'a success': [succeeds, [answered(200), answered(299)], [answered(199), answered(302), answered(500), none]],
  'a refusal': [isRefused, [answered(302), answered(401), answered(500)], [answered(200), answered(204)]],
  'a media type': [
    hasMediaType('application/json'),
    [token],
    [answered(200), answered(200, '', [['Content-Type', 'text/html']]), none],
  ],
  'a success with a string': [
    succeedsWith('/data/token'),
    [token],
    [
      answered(401, '{"data":{"token":"t"}}'),
      ...['{"data":{"token":""}}', '{"data":{"token":5}}', '{"data":null}', '[]', 'null', '', '{'].map((body) =>
        answered(200, body),
      ),
      none,
    ],
  ],
  'a body without a member': [
    lacks('/data/refresh_token'),
    [token, answered(200, '{}')],
    [answered(200, '{"data":{"refresh_token":null}}'), answered(200, 'no JSON'), none],
  ],
  'a header': [
    hasHeader('X-Count', /^[1-9]\d*$/),
    [
      answered(200, '', [['x-count', '12']]),
      answered(200, '', [
        ['X-Count', '0'],
        ['X-Count', '3'],
      ]),
    ],
    [answered(200), answered(200, '', [['X-Count', '0']]), none],
  ],
  'several rules': [
    all(succeeds, hasStatus(200), lacks('/x')),
    [answered(200, '{}')],
    [answered(201, '{}'), answered(200, '{"x":1}'), none],
  ],
  'the reverse of a rule': [not(succeeds, 'no success'), [answered(404)], [answered(200)]],
};

for (const [what, [judge, kept, broken]] of Object.entries(EXAMPLES)) {
  test(`a judge says what it expects and what came: ${what}`, () => {
    for (const exchange of kept) assert.equal(judge(exchange).ok, true, judge(exchange).actual);
    for (const exchange of broken) {
      const { ok, expected, actual } = judge(exchange);
      assert.equal(ok, false, actual);
      assert.ok(expected.length > 0 && actual.length > 0);
    }
  });
}

test('the first broken of several rules speaks', () => {
  const judge = all(hasStatus(200), hasMediaType('application/json'));
  assert.equal(judge(answered(404)).expected, 'status 200');
  assert.equal(judge(answered(200)).expected, 'media type application/json');
});

test('values are compared by what JSON they are, and shown within bounds', () => {
  assert.equal(equals('acl', ['a'], ['a'])(token).ok, true);
  assert.equal(equals('acl', undefined, undefined)(token).ok, true);
  assert.deepEqual(equals('lifetime', 3600, undefined)(token), {
    ok: false,
    expected: 'lifetime 3600',
    actual: 'none',
  });
  assert.equal(equals('acl', null, undefined)(token).ok, false);
  const { ok, expected, actual } = equals('acl', 'x'.repeat(99_999), 'y'.repeat(99_999))(token);
  assert.equal(ok, false);
  assert.ok([expected, actual].every((text) => cutExcerpts(text).length < 1_100));
});

test('where two texts differ is told by position', () => {
  assert.equal(difference('añdá', 'aÃ±dá'), 'character 2 of 4 is U+00C3 instead of U+00F1');
  assert.equal(difference('👩‍💻x', '👩‍💻y'), 'character 4 of 4 is U+0079 instead of U+0078');
  assert.equal(difference('abcd', 'ab'), 'it ends after 2 of 4 characters');
  assert.equal(difference('ab', 'abcd'), '2 characters too many at its end');
});

test('what cannot be judged or does not apply stays so through other matchers', () => {
  const unknown: Matcher = () => undecided('no list', 'toy.list');
  const open = { ok: false, actual: 'no list', verdict: 'inconclusive', blockedBy: 'toy.list' };
  for (const matcher of [unknown, all(succeeds, unknown), all(unknown, succeeds), not(unknown, 'a list')]) {
    assert.deepEqual({ ...matcher(token), expected: undefined }, { ...open, expected: undefined });
  }
  assert.equal(not(() => notApplicable('no list'), 'a list')(token).verdict, 'skip');
});

test('a matcher of a kind judges that kind only; another is blocked by what promised it', () => {
  const matcher = given((exchange) => exchange.response?.status === 200, 'toy.works', lacks('/data'));
  assert.equal(matcher(token).verdict, undefined);
  assert.equal(matcher(token).ok, false);
  assert.equal(matcher(answered(200, '{}')).ok, true);
  const { ok, verdict, blockedBy, actual } = matcher(answered(404));
  assert.deepEqual([ok, verdict, blockedBy, actual], [false, 'inconclusive', 'toy.works', '404, empty body']);
});

test('what is the same is compared over all exchanges', () => {
  const matcher = same('status', (exchange) => exchange.response?.status);
  const over = (...statuses: number[]) => {
    const exchanges = statuses.map((status) => answered(status));
    return matcher(exchanges.at(-1) ?? assert.fail(), exchanges);
  };
  assert.equal(over(200, 200, 200).ok, true);
  assert.deepEqual(over(200, 404, 200), { ok: false, expected: 'status 200', actual: '404' });
  assert.deepEqual(over(200, 500), { ok: false, expected: 'status 200', actual: '500' });
  assert.throws(() => over(200), /no two exchanges to compare status of/);
});
