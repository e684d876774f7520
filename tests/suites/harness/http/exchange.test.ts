import assert from 'node:assert/strict';
import test from 'node:test';
import {
  type Exchange,
  headerValues,
  jsonOf,
  mediaType,
  responseOf,
  statusOf,
  succeeded,
  summaryOf,
  textOf,
  valueAt,
} from '../../../../suites/harness/http/exchange.ts';
import { cutExcerpts } from '../../../../suites/harness/redaction/excerpt.ts';

const request = { method: 'GET', url: 'http://h/', headers: [] };

function answered(body: string | Uint8Array, status = 200, type = 'application/json'): Exchange {
  return { request, response: { status, headers: [['Content-Type', type]], body: Buffer.from(body) }, durationMs: 1 };
}

const silent: Exchange = { request, failure: { kind: 'reset', message: 'closed' }, durationMs: 1 };
const throttled: Exchange = {
  ...answered('{"data":1}', 429),
  failure: { kind: 'throttled', message: 'asked 3 times to slow down' },
};

test('header fields are found without case, each of them, and the media type without its parameters', () => {
  const headers = [
    ['X-A', '1'],
    ['x-a', '2'],
    ['content-TYPE', ' Application/JSON ; charset=utf-8'],
  ] as const;
  assert.deepEqual(headerValues(headers, 'X-a'), ['1', '2']);
  assert.equal(mediaType(headers), 'application/json');
  assert.equal(mediaType([]), undefined);
});

test('a 2xx is a success, and nothing else', () => {
  assert.deepEqual(
    [199, 200, 204, 299, 300, 404, 500].map((status) => succeeded(answered('', status))),
    [false, true, true, true, false, false, false],
  );
  assert.equal(succeeded(silent), false);
});

test('a response beside a failure is evidence: nothing judges it', () => {
  assert.equal(responseOf(throttled), undefined);
  assert.equal(statusOf(throttled), undefined);
  assert.equal(succeeded(throttled), false);
  assert.deepEqual(jsonOf(throttled), { problem: 'asked 3 times to slow down' });
  assert.equal(valueAt(throttled, '/data'), undefined);
  assert.equal(summaryOf(throttled), 'asked 3 times to slow down');
});

test('what stands in the way of a JSON value is said', () => {
  const problem = (body: string | Uint8Array) => {
    const found = jsonOf(answered(body));
    return 'problem' in found ? found.problem : assert.fail('there is a value');
  };
  assert.equal(problem(''), 'an empty body');
  assert.equal(problem(Buffer.from([0x22, 0xff, 0x22])), 'a body that is not valid UTF-8');
  assert.match(problem('<html>'), /^a body that is not JSON \(application\/json: /);
  assert.match(problem('{"a":1} trailing'), /not JSON/);
  assert.match(problem('\uFEFF{}'), /not JSON/);
  assert.deepEqual(jsonOf(silent), { problem: 'no response (closed)' });
});

test('values of every JSON type are values', () => {
  for (const value of [null, false, 0, '', [], {}, 'x']) {
    assert.deepEqual(jsonOf(answered(JSON.stringify(value))), { value });
  }
});

test('a text nested deeper than anything sensible is not a value, brackets in strings do not nest', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  assert.ok('value' in jsonOf(answered(nested(500))));
  assert.deepEqual(jsonOf(answered(nested(501))), { problem: 'a body nested deeper than 500 levels' });
  assert.deepEqual(jsonOf(answered(nested(500_000))), { problem: 'a body nested deeper than 500 levels' });
  assert.ok('value' in jsonOf(answered(JSON.stringify({ a: `${'['.repeat(9_000)}"${'{'.repeat(9_000)}\\` }))));
});

test('a pointer leads to own members only', () => {
  const exchange = answered('{"a/b":{"~":[{"c":7}]},"__proto__":{"polluted":true},"n":null}');
  assert.equal(valueAt(exchange, '/a~1b/~0/0/c'), 7);
  assert.equal(valueAt(exchange, '/__proto__/polluted'), true);
  assert.equal(valueAt(exchange, '/n'), null);
  for (const nowhere of ['/constructor', '/toString', '/n/x', '/a~1b/~0/length/x', '/a~1b/~0/1', '/polluted']) {
    assert.equal(valueAt(exchange, nowhere), undefined, nowhere);
  }
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
});

test('a summary is one short line', () => {
  assert.equal(summaryOf(answered('{"a":\n  1}', 201)), '201 application/json: {"a": 1}');
  assert.equal(summaryOf(answered('', 204)), '204 application/json, empty body');
  const challenge = ['WWW-Authenticate', 'Bearer error="insufficient_scope"'] as const;
  assert.equal(
    summaryOf({
      ...silent,
      failure: undefined,
      response: { status: 403, headers: [challenge], body: Buffer.alloc(0) },
    }),
    '403, empty body; WWW-Authenticate: Bearer error="insufficient_scope"',
  );
  assert.equal(summaryOf(silent), 'no response: closed');
  assert.ok(cutExcerpts(summaryOf(answered('x'.repeat(9_999)))).length < 250);
});

test('bytes that are not UTF-8 are shown as replaced', () => {
  assert.equal(textOf(Buffer.from([0x61, 0xff])), 'a\ufffd');
  assert.equal(textOf(undefined), '');
});
