import assert from 'node:assert/strict';
import test from 'node:test';
import { contract, contractNames, contractOf } from '../../../../suites/harness/checks/contract.ts';
import { cutExcerpts } from '../../../../suites/harness/redaction/excerpt.ts';

/** What a contract made of a schema says of a value: id → `ok`, `broken: expected / actual` or `blocked by id`. */
function judged(schema: object, value: unknown): Record<string, string> {
  const findings = contractOf('test/message', schema).judge(value);
  return Object.fromEntries(
    findings.map(({ id, ok, blockedBy, expected, actual }) => [
      id,
      blockedBy ? `blocked by ${blockedBy}` : ok ? 'ok' : `broken: ${expected} / ${actual}`,
    ]),
  );
}

const NAME = {
  type: 'string',
  minLength: 2,
  pattern: '^[a-z]*$',
  'x-requirement': { required: 'x.there', type: 'x.text', minLength: 'x.long', pattern: 'x.letters' },
};
const MESSAGE = {
  type: 'object',
  required: ['name'],
  'x-requirement': { type: 'x.object' },
  properties: { name: NAME, note: { type: ['string', 'null'], 'x-requirement': { type: 'x.note' } } },
};

test('a message that keeps everything: each requirement that applies is kept, an absent member says nothing', () => {
  const kept = { 'x.object': 'ok', 'x.there': 'ok', 'x.text': 'ok', 'x.long': 'ok', 'x.letters': 'ok' };
  assert.deepEqual(judged(MESSAGE, { name: 'ab' }), kept);
  assert.deepEqual(judged(MESSAGE, { name: 'ab', note: null, more: 1 }), { ...kept, 'x.note': 'ok' });
});

test('a missing member breaks its own requirement, and what would be judged of it is blocked by that', () => {
  assert.deepEqual(judged(MESSAGE, {}), {
    'x.object': 'ok',
    'x.there': 'broken: a member /name / it is missing',
    'x.text': 'blocked by x.there',
    'x.long': 'blocked by x.there',
    'x.letters': 'blocked by x.there',
  });
});

test('a value of a wrong type is there, and its other rules are blocked by its type', () => {
  for (const [name, shown] of [
    [5, 'number 5'],
    [null, 'null null'],
    [['x'], 'array ["x"]'],
  ] as const) {
    assert.deepEqual(judged(MESSAGE, { name }), {
      'x.object': 'ok',
      'x.there': 'ok',
      'x.text': `broken: /name: type string / ${shown}`,
      'x.long': 'blocked by x.text',
      'x.letters': 'blocked by x.text',
    });
  }
});

test('a broken pattern leaves presence, type and length judged', () => {
  assert.deepEqual(judged(MESSAGE, { name: 'AB' }), {
    'x.object': 'ok',
    'x.there': 'ok',
    'x.text': 'ok',
    'x.long': 'ok',
    'x.letters': 'broken: /name: text matching ^[a-z]*$ / string "AB"',
  });
});

test('a value that breaks two rules of its schema is judged by the first; the other is blocked by it', () => {
  const found = judged(MESSAGE, { name: 'A' });
  assert.match(found['x.long'] ?? '', /^broken/);
  assert.equal(found['x.letters'], 'blocked by x.long');
});

test('null is a value: allowed where the type says so, broken elsewhere', () => {
  assert.equal(judged(MESSAGE, { name: 'ab', note: null })['x.note'], 'ok');
  assert.match(judged(MESSAGE, { name: 'ab', note: {} })['x.note'] ?? '', /^broken: \/note: type string or null/);
});

test('a message that is not an object hangs everything on that', () => {
  for (const value of [null, [], 'text', 7, true]) {
    const { 'x.object': whole, ...others } = judged(MESSAGE, value);
    assert.match(whole ?? '', /^broken: the body: type object/);
    assert.deepEqual(new Set(Object.values(others)), new Set(['blocked by x.object']));
    assert.equal(Object.keys(others).length, 5);
  }
});

test('each item of a list is judged: one that is broken breaks the rule, an empty list says nothing', () => {
  const list = { type: 'array', items: NAME, minItems: 0, 'x-requirement': { type: 'x.list', minItems: 'x.some' } };
  assert.deepEqual(judged(list, []), { 'x.list': 'ok', 'x.some': 'ok' });
  assert.deepEqual(judged(list, ['ab', 'CD', 'ef']), {
    'x.there': 'ok',
    'x.text': 'ok',
    'x.long': 'ok',
    'x.letters': 'broken: /1: text matching ^[a-z]*$ / string "CD"',
    'x.list': 'ok',
    'x.some': 'ok',
  });
});

test('a rule that is hung in one place and broken in another is broken', () => {
  const pair = { type: 'array', items: NAME, 'x-requirement': { type: 'x.list' } };
  const found = judged(pair, ['A', 'AB']);
  assert.match(found['x.long'] ?? '', /^broken: \/0/);
  assert.match(found['x.letters'] ?? '', /^broken: \/1/);
});

test('rules for objects say nothing of what is none', () => {
  const schema = {
    type: ['object', 'string'],
    minProperties: 1,
    'x-requirement': { type: 'x.either', minProperties: 'x.filled' },
  };
  assert.deepEqual(judged(schema, 'text'), { 'x.either': 'ok' });
  assert.equal(judged(schema, { a: 1 })['x.filled'], 'ok');
  assert.match(judged(schema, {})['x.filled'] ?? '', /^broken/);
});

test('long values are shown in part', () => {
  const shown = cutExcerpts(judged(MESSAGE, { name: 'A'.repeat(5_000) })['x.letters'] ?? '');
  assert.ok(shown.length < 250 && shown.endsWith('…'), shown);
});

test('a title says in words what a pattern asks for', () => {
  const schema = {
    type: 'string',
    title: 'a small letter',
    pattern: '^[a-z]$',
    'x-requirement': { type: 'x.t', pattern: 'x.p' },
  };
  assert.match(judged(schema, 'A')['x.p'] ?? '', /^broken: the body: a small letter \//);
});

test('members with names that mean something to JavaScript are members like others', () => {
  const value = JSON.parse('{"name":"ab","__proto__":{"name":5},"constructor":1,"toString":null,"hasOwnProperty":0}');
  assert.equal(judged(MESSAGE, value)['x.text'], 'ok');
  assert.equal(
    judged(MESSAGE, JSON.parse('{"__proto__":{"name":"ab"}}'))['x.there'],
    'broken: a member /name / it is missing',
  );
});

test('an error without an owner is thrown: the contract is wrong', () => {
  assert.throws(
    () =>
      contractOf('test/message', { type: 'object', maxProperties: 0, 'x-requirement': { type: 'x.o' } }).judge({
        a: 1,
      }),
    /No requirement owns the error "#\/maxProperties/,
  );
  assert.throws(() => contractOf('test/message', { required: ['a'] }).judge({}), /No requirement owns/);
});

test('a contract lists its ids once, in its order, and says of our own messages what is wrong', () => {
  const made = contractOf('test/message', MESSAGE);
  assert.deepEqual(made.ids, ['x.object', 'x.there', 'x.text', 'x.long', 'x.letters', 'x.note']);
  assert.deepEqual(made.problems({ name: 'ab' }), []);
  assert.equal(made.problems({ name: 'A' }).length, 2);
  assert.equal(made.problems(null).length, 1);
});

test('contracts are found by name, compiled once; there is no other', () => {
  assert.ok(contractNames('wazo').includes('wazo/token-response'));
  assert.ok(!contractNames('wazo').some((name) => name.endsWith('/target')));
  assert.equal(contract('wazo/token-response'), contract('wazo/token-response'));
  assert.throws(() => contract('wazo/no-such-message'), /no contract schemas\/wazo\/no-such-message\.schema\.json/);
});
