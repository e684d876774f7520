import assert from 'node:assert/strict';
import test from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { deltas, type JsonSchema, violations } from '../../schemas/deltas.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
ajv.addKeyword('x-requirement');
ajv.addFormat('color', /^#[0-9a-f]{6}$/);

const ids = (...keywords: string[]) => Object.fromEntries(keywords.map((keyword) => [keyword, `demo.${keyword}`]));

const schema: JsonSchema = {
  type: 'object',
  required: ['name', 'kind', 'inner'],
  'x-requirement': ids('type'),
  properties: {
    name: {
      type: 'string',
      minLength: 2,
      maxLength: 8,
      pattern: '^[a-z]+$',
      'x-requirement': ids('required', 'type', 'minLength', 'maxLength', 'pattern'),
    },
    kind: { enum: ['a', 'a-other'], 'x-requirement': ids('enum') },
    fixed: { const: true, 'x-requirement': ids('const') },
    count: { type: 'integer', minimum: 1, maximum: 9, 'x-requirement': ids('type', 'minimum', 'maximum') },
    ratio: {
      type: 'number',
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      'x-requirement': ids('exclusiveMinimum', 'exclusiveMaximum'),
    },
    shade: { type: 'string', format: 'color', 'x-requirement': ids('format') },
    maybe: { type: ['string', 'null'], 'x-requirement': ids('type') },
    list: {
      type: 'array',
      minItems: 1,
      maxItems: 3,
      uniqueItems: true,
      items: { type: 'string', pattern: '^x', 'x-requirement': ids('pattern') },
      'x-requirement': ids('type', 'minItems', 'maxItems', 'uniqueItems', 'items'),
    },
    inner: {
      $ref: '#/$defs/inner',
      'x-requirement': ids('required'),
    },
    loose: { type: 'string', maxLength: 3 },
  },
  allOf: [{ properties: { late: { type: 'boolean', 'x-requirement': ids('type') } } }],
  $defs: {
    inner: {
      type: 'object',
      required: ['a/b'],
      additionalProperties: false,
      'x-requirement': ids('type', 'additionalProperties'),
      properties: { 'a/b': { type: 'array', 'x-requirement': ids('required', 'type') } },
    },
  },
};

const seed = {
  name: 'abc',
  kind: 'a',
  fixed: true,
  count: 5,
  ratio: 0.5,
  shade: '#00ff00',
  maybe: 'x',
  list: ['x1'],
  inner: { 'a/b': [] },
  loose: 'abc',
  late: false,
};

/** Ajv's own view of where a message is wrong, a missing or unexpected member at its own place or its parent's. */
function wrongPlaces(message: unknown): Set<string> {
  const validate = ajv.compile(schema);
  validate(message);
  return new Set(
    (validate.errors ?? []).map((error) => {
      const member = error.params.missingProperty as string | undefined;
      return member === undefined
        ? error.instancePath
        : `${error.instancePath}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    }),
  );
}

test('the seed is right, and each defect makes it wrong at its own path only', () => {
  assert.deepEqual([...wrongPlaces(seed)], []);
  const all = violations(schema, seed);
  for (const { keyword, path, describe, apply } of all) {
    const below = keyword === 'items' ? `${path}/0` : path;
    assert.deepEqual([...wrongPlaces(apply(seed))], [below], describe);
  }
});

test('there is one defect for each keyword with an id, and null where the type excludes it', () => {
  const all = violations(schema, seed).map(({ id, keyword, path }) => `${path} ${keyword} ${id}`);
  assert.deepEqual(all, [
    ' type demo.type',
    ' null demo.type',
    '/name required demo.required',
    '/name type demo.type',
    '/name null demo.type',
    '/name minLength demo.minLength',
    '/name maxLength demo.maxLength',
    '/name pattern demo.pattern',
    '/kind enum demo.enum',
    '/fixed const demo.const',
    '/count type demo.type',
    '/count null demo.type',
    '/count minimum demo.minimum',
    '/count maximum demo.maximum',
    '/ratio exclusiveMinimum demo.exclusiveMinimum',
    '/ratio exclusiveMaximum demo.exclusiveMaximum',
    '/shade format demo.format',
    '/maybe type demo.type',
    '/list type demo.type',
    '/list null demo.type',
    '/list minItems demo.minItems',
    '/list maxItems demo.maxItems',
    '/list uniqueItems demo.uniqueItems',
    '/list items demo.items',
    '/inner required demo.required',
    '/inner type demo.type',
    '/inner null demo.type',
    '/inner additionalProperties demo.additionalProperties',
    '/late type demo.type',
    '/late null demo.type',
    '/list/0 pattern demo.pattern',
    '/inner/a~1b required demo.required',
    '/inner/a~1b type demo.type',
    '/inner/a~1b null demo.type',
  ]);
});

test('the original is left alone, other members keep value and order', () => {
  const before = JSON.stringify(seed);
  for (const { apply } of violations(schema, seed)) apply(seed);
  assert.equal(JSON.stringify(seed), before);
  const missing = violations(schema, seed)
    .find(({ keyword }) => keyword === 'required')
    ?.apply(seed) as object;
  assert.deepEqual(
    Object.keys(missing),
    Object.keys(seed).filter((name) => name !== 'name'),
  );
});

test('wrong types are such as no lenient parser turns into the right one', () => {
  const types = violations(schema, seed).filter(({ keyword }) => keyword === 'type');
  const wrong = Object.fromEntries(types.map(({ path, apply }) => [path, path === '' ? apply(seed) : undefined]));
  assert.deepEqual(wrong[''], ['unexpected']);
  const name = types.find(({ path }) => path === '/name')?.apply(seed) as typeof seed;
  assert.deepEqual(name.name, { unexpected: true });
});

test('a text is changed as little as its pattern allows', () => {
  const pattern = {
    properties: {
      id: { type: 'string', minLength: 3, maxLength: 3, pattern: '^[a-z]{3}$', 'x-requirement': { pattern: 'demo.p' } },
    },
  };
  assert.deepEqual(violations(pattern, { id: 'abc' })[0]?.apply({ id: 'abc' }), { id: 'ab~' });
  const control = {
    properties: { id: { type: 'string', pattern: '^[\\x20-\\x7E]*$', 'x-requirement': { pattern: 'demo.p' } } },
  };
  assert.deepEqual(violations(control, { id: 'abc' })[0]?.apply({ id: 'abc' }), { id: 'abé' });
});

test('a seed that lacks a member is refused, for a defect there would go unseen', () => {
  const { maybe: _, ...poor } = seed;
  assert.throws(() => violations(schema, poor), /the seed has nothing at \/maybe/);
  assert.throws(() => violations(schema, { ...seed, list: [] }), /\/list\/0/);
});

test('without a seed the same defects are known, and a message without the place is left as it is', () => {
  assert.equal(deltas(schema).length, violations(schema, seed).length);
  const deep = deltas(schema).find(({ path }) => path === '/inner/a~1b');
  assert.deepEqual(deep?.apply({ name: 'abc' }), { name: 'abc' });
  assert.deepEqual(deep?.apply('text'), 'text');
});

test('what cannot be broken is an error in the contract', () => {
  assert.throws(
    () => deltas({ properties: { a: { multipleOf: 2, 'x-requirement': { multipleOf: 'demo.m' } } } }),
    /multipleOf \(demo\.m\)/,
  );
  assert.throws(() => deltas({ 'x-requirement': { required: 'demo.r' } }), /the message itself cannot be missing/);
  assert.throws(
    () => deltas({ properties: { a: { type: 'string', pattern: '', 'x-requirement': { pattern: 'demo.p' } } } }),
    /no text that it refuses/,
  );
  assert.throws(() => deltas({ properties: { a: { $ref: 'other.json' } } }), /only references into the same schema/);
  assert.throws(() => deltas({ properties: { a: { $ref: '#/$defs/gone' } } }), /nothing there/);
});
