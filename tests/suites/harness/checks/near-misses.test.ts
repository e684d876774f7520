import assert from 'node:assert/strict';
import test from 'node:test';
import { attemptsOf, type Row, without } from '../../../../suites/harness/checks/attempts.ts';
import {
  nearMediaTypes,
  nearMisses,
  nearMissesInForm,
  nearMissesInJson,
  nearSchemes,
} from '../../../../suites/harness/checks/near-misses.ts';
import { nearUris } from '../../../../suites/harness/checks/near-uris.ts';

/** Comparisons that implementers have written, each of which takes something for the right text. */
const CARELESS: { readonly [name: string]: (right: string, given: string) => boolean } = {
  'ignores case': (right, given) => right.toLowerCase() === given.toLowerCase(),
  'looks at the beginning': (right, given) => given.startsWith(right),
  'looks for a beginning of it': (right, given) => given !== '' && right.startsWith(given),
  'looks at the end': (right, given) => given.endsWith(right),
  'looks inside': (right, given) => given.includes(right),
  trims: (right, given) => right === given.trim(),
  'strips trailing line breaks': (right, given) => right === given.replace(/\n$/, ''),
  'compares 8 characters': (right, given) => right.slice(0, 8) === given.slice(0, 8),
  'compares lengths': (right, given) => right.length === given.length,
  'compares the first character': (right, given) => right.charAt(0) === given.charAt(0),
  'compares all but the last': (right, given) => right.slice(0, -1) === given.slice(0, -1),
  'stops at a NUL': (right, given) => right === given.split('\0')[0],
  'folds accents': (right, given) =>
    right.normalize('NFD').replace(/\p{M}/gu, '') === given.normalize('NFD').replace(/\p{M}/gu, ''),
  normalises: (right, given) => right.normalize('NFKC') === given.normalize('NFKC'),
  'is SQL LIKE': (right, given) =>
    new RegExp(
      `^${given
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        .replace(/%/g, '.*')
        .replace(/_/g, '.')}$`,
      'su',
    ).test(right),
  'is a glob': (right, given) =>
    new RegExp(`^${given.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`, 'su').test(right),
  'takes one of a list': (right, given) => given.split(',').includes(right),
  'decodes once more': (right, given) => {
    try {
      return decodeURIComponent(given) === right;
    } catch {
      return false;
    }
  },
  'takes nothing for anything': (_right, given) => given === '' || given === 'null' || given === 'undefined',
};

for (const right of ['correct-horse', 'pépéç-92 Ω', 'A1b2C3d4E5f6', '9007199254740993']) {
  for (const [name, takes] of Object.entries(CARELESS)) {
    const isExact = nearMisses(right, 'json').every(({ value }) => !(takes(right, value) && value !== right));
    const hasIt = !/accents|normalises|case/.test(name) || /[a-zé]/i.test(right);
    if (!hasIt) continue;
    test(`a comparison that ${name} is met with a near miss of ${right}`, () => {
      assert.equal(takes(right, right) || name.startsWith('takes nothing'), true);
      assert.equal(isExact, false);
    });
  }
}

test('near misses past the lengths at which secrets are cut, for a secret that is longer', () => {
  const right = 'a7'.repeat(50);
  for (const length of [8, 64, 72]) {
    const met = nearMisses(right, 'form').some(({ value }) => value === right.slice(0, length));
    assert.ok(met, String(length));
  }
});

test('no row is the text itself or another row, and all can be sent where they stand', () => {
  for (const right of ['x', 'ab', 'correct-horse', 'UPPER', '42', 'pépé']) {
    for (const place of ['json', 'form', 'basic', 'header'] as const) {
      const rows = nearMisses(right, place);
      const values = rows.map(({ value }) => value);
      assert.ok(!values.includes(right), `${right} in ${place}`);
      assert.equal(new Set(values).size, values.length);
      assert.equal(new Set(rows.map(({ name }) => name)).size, rows.length);
    }
  }
  const inHeader = nearMisses('correct-horse', 'header');
  assert.ok(inHeader.length > 20);
  for (const { name, value } of inHeader) assert.match(value, /^[\x21-\x7e]*$/, name);
});

test('a member of JSON is tried with other types and left out; a parameter is left out', () => {
  const types = new Set(nearMissesInJson('secret').map(({ value }) => (value === null ? 'null' : typeof value)));
  assert.deepEqual([...types].sort(), ['boolean', 'null', 'number', 'object', 'string', 'undefined']);
  assert.ok(nearMissesInForm('secret').some(({ value }) => value === undefined));
});

test('a redirect URI is tried with every part of it changed', () => {
  const uri = 'https://crm.example.com/auth/back';
  const values = nearUris(uri).map(({ value }) => value);
  for (const expected of [
    'http://crm.example.com/auth/back',
    'https://crm.example.com.attacker.example/auth/back',
    'https://attacker-crm.example.com/auth/back',
    'https://attacker.crm.example.com/auth/back',
    'https://crm.example.com@attacker.example/auth/back',
    'https://crm.example.com:8444/auth/back',
    'https://crm.example.com/AUTH/BACK',
    'https://crm.example.com/auth/back/',
    'https://crm.example.com/auth/back/attacker',
    'https://crm.example.com/auth/',
    'https://crm.example.com/attacker/../auth/back',
    'https://crm.example.com/auth/bac%6b',
    'https://crm.example.com/auth/back?attacker=1',
    'https://crm.example.com/auth/back#attacker',
    '',
  ])
    assert.ok(values.includes(expected), expected);
  assert.ok(!values.includes(uri));
  assert.equal(new Set(values).size, values.length);
});

test('a redirect URI with a port, without a path or with a query gives no row twice and never itself', () => {
  for (const uri of ['http://127.0.0.1:8081/monster-ui/', 'https://crm.example.com', 'https://crm.example.com/a?b=c']) {
    const values = nearUris(uri).map(({ value }) => value);
    assert.ok(!values.includes(uri), uri);
    assert.equal(new Set(values).size, values.length, uri);
    assert.ok(values.length > 18, uri);
  }
});

test('what does not count in a media type or a scheme is no near miss of it', () => {
  const types = nearMediaTypes('application/json').map(({ value }) => value);
  assert.ok(types.every((type) => type?.toLowerCase().split(';')[0] !== 'application/json'));
  assert.ok(types.includes(null) && types.includes('application/x-json'));
  const schemes = nearSchemes('Bearer', 't0ken').map(({ value }) => value);
  assert.ok(schemes.every((header) => header.toLowerCase() !== 'bearer t0ken'));
  assert.ok(schemes.includes('Bearert0ken') && schemes.includes('Basic t0ken') && schemes.includes('Bearer'));
});

test('a table becomes attempts; rows that are left out are named', () => {
  const rows: readonly Row[] = [
    { name: 'one', value: '1' },
    { name: 'two', value: '2' },
  ];
  const attempts = attemptsOf(without(rows, ['one'], 'it is allowed'), (given: object, value) => ({ ...given, value }));
  assert.deepEqual(
    attempts.map(({ name, alter }) => [name, alter({ kept: true })]),
    [['two', { kept: true, value: '2' }]],
  );
});
