import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { loadCatalogue } from '../../../../suites/harness/model/catalogue.ts';

const requirement = (id: string, more: object = {}) => ({
  id,
  role: `${id.split('.')[0]}.server`,
  endpoint: 'token',
  level: 'MUST',
  basis: 'document',
  source: { heading: 'Create a Token', sentence: 'A sentence.' },
  text: 'A rule.',
  why: 'A reason.',
  fix: 'A fix.',
  ...more,
});
const file = (system: string, ...requirements: object[]) => ({
  system,
  document: { title: 'A document' },
  requirements,
});

function load(files: Record<string, unknown>) {
  const root = mkdtempSync(join(tmpdir(), 'tollgate-catalogue-'));
  try {
    mkdirSync(join(root, 'suites/harness'), { recursive: true });
    for (const [system, content] of Object.entries(files)) {
      mkdirSync(join(root, 'suites', system));
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      writeFileSync(join(root, 'suites', system, 'requirements.json'), text);
    }
    return loadCatalogue(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function mistakesOf(files: Record<string, unknown>): string[] {
  try {
    load(files);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  assert.fail('no mistake was found');
}

test('every folder with requirements is read, in the order of their names; the requirements keep theirs', () => {
  const catalogue = load({
    wazo: file('wazo', requirement('wazo.b.z'), requirement('wazo.a.y', { excluded: 'not observable' })),
    acme: file('acme', requirement('acme.x', { role: 'acme.client' })),
  });
  assert.deepEqual(
    catalogue.map(({ system, document, requirements }) => [system, document.title, requirements.map(({ id }) => id)]),
    [
      ['acme', 'A document', ['acme.x']],
      ['wazo', 'A document', ['wazo.b.z', 'wazo.a.y']],
    ],
  );
  assert.equal(catalogue[1]?.requirements[1]?.excluded, 'not observable');
});

test("the project's own requirements are sound", () => {
  assert.doesNotThrow(() => loadCatalogue());
});

test('no folder, no requirements', () => {
  assert.deepEqual(load({}), []);
});

test('every mistake has its line: file, place, id', () => {
  const { why: _, ...withoutWhy } = requirement('wazo.a.b');
  const broken = file(
    'wazo',
    withoutWhy,
    requirement('wazo.Bad'),
    requirement('wazo.c', { level: 'WILL', note: 'x', excluded: 'too hard' }),
    requirement('wazo.d', { source: { heading: '', sentence: '' } }),
  );
  const at = 'suites/wazo/requirements.json: /requirements';
  assert.deepEqual(mistakesOf({ wazo: broken }), [
    `${at}/0 (wazo.a.b): must have required property 'why'`,
    `${at}/1/id (wazo.Bad): must match pattern "^[a-z0-9]+(\\.[a-z0-9-]+)+$"`,
    `${at}/2 (wazo.c): must NOT have additional properties (note)`,
    `${at}/2/level (wazo.c): must be equal to one of the allowed values: MUST, SHOULD, MAY; is "WILL"`,
    `${at}/2/excluded (wazo.c): must be equal to one of the allowed values: about the reader, not observable, other role, undefined by the document; is "too hard"`,
    `${at}/3/source/heading (wazo.d): must NOT have fewer than 1 characters`,
    `${at}/3/source/sentence (wazo.d): must NOT have fewer than 1 characters`,
  ]);
});

test('names agree with the folder, and ids are unique', () => {
  assert.deepEqual(mistakesOf({ wazo: file('acme', requirement('acme.a')) }), [
    'suites/wazo/requirements.json: /system: is acme in the folder of wazo; write wazo',
  ]);
  const strange = file('wazo', requirement('acme.a'), requirement('wazo.b', { role: 'acme.server' }));
  assert.deepEqual(mistakesOf({ wazo: strange }), [
    'suites/wazo/requirements.json: /requirements/0 (acme.a): the id does not begin with wazo.',
    'suites/wazo/requirements.json: /requirements/0 (acme.a): the role acme.server is of another system than wazo',
    'suites/wazo/requirements.json: /requirements/1 (wazo.b): the role acme.server is of another system than wazo',
  ]);
  const twice = file('wazo', requirement('wazo.a'), requirement('wazo.a', { role: 'wazo.client' }));
  assert.deepEqual(mistakesOf({ wazo: twice }), [
    'suites/wazo/requirements.json: wazo.a is there twice; ids are unique',
  ]);
});

test('a file that is not JSON is told with its place, and the other files are judged as well', () => {
  assert.deepEqual(mistakesOf({ acme: '{\n"system": }', wazo: [] }), [
    "suites/acme/requirements.json:2:11: is not JSON: object value expected after ':'; correct it there",
    'suites/wazo/requirements.json: /: must be object',
  ]);
});
