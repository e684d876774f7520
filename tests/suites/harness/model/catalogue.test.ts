import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { loadCatalogue, readCatalogue } from '../../../../suites/harness/model/catalogue.ts';

/** A file of one section; `sentences` are its lines from line 7 on. */
const file = (system: string, sentences: string, more = '') => `system: ${system}
document: { title: A document }
endpoint: token
sections:
  - heading: Create a Token
    sentences:
${sentences}
${more}`;
const rule = (id: string) =>
  `      - { quote: Some words., requirements: [{ id: ${id}, rule: A., why: B., fix: C. }] }`;

function inFolder<T>(files: Record<string, string>, use: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'tollgate-catalogue-'));
  try {
    mkdirSync(join(root, 'suites/harness'), { recursive: true });
    for (const [system, text] of Object.entries(files)) {
      mkdirSync(join(root, 'suites', system));
      writeFileSync(join(root, 'suites', system, 'requirements.yaml'), text);
    }
    return use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const load = (files: Record<string, string>) => inFolder(files, loadCatalogue);

function mistakesOf(files: Record<string, string>): string[] {
  try {
    load(files);
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  assert.fail('no mistake was found');
}

test('every folder with requirements is read, in the order of their names; the requirements keep theirs', () => {
  const catalogue = load({
    wazo: file('wazo', `${rule('wazo.b.z')}\n${rule('wazo.a.y')}`),
    acme: file('acme', rule('acme.x')),
  });
  assert.deepEqual(
    catalogue.map(({ system, document, requirements }) => [system, document.title, requirements.map(({ id }) => id)]),
    [
      ['acme', 'A document', ['acme.x']],
      ['wazo', 'A document', ['wazo.b.z', 'wazo.a.y']],
    ],
  );
});

test('a requirement inherits what stands above it', () => {
  const [wazo] = load({
    wazo: file(
      'wazo',
      `      - quote: Some words.
        role: wazo.client
        requirements:
          - { id: wazo.a, rule: A., why: B., fix: C. }
          - { id: wazo.b, role: wazo.server, level: MAY, basis: practice, endpoint: refresh, rule: A., why: B., fix: C. }
      - { id: wazo.c, excluded: not observable, quote: Others. }
      - { id: wazo.d, repeated: wazo.a, quote: Again. }`,
      `practice:
  - heading: Habit
    endpoint: refresh
    role: wazo.client
    requirements:
      - { id: wazo.e, level: SHOULD, rule: A., why: B., fix: C. }
`,
    ),
  });
  assert.deepEqual(
    wazo?.requirements.map(({ id, role, endpoint, level, basis, source, text, excluded }) =>
      [id, role, endpoint, level, basis, source.sentence, text, excluded].join(' | '),
    ),
    [
      'wazo.a | wazo.client | token | MUST | document | Some words. | A. | ',
      'wazo.b | wazo.server | refresh | MAY | practice | Some words. | A. | ',
      'wazo.c | wazo.server | token | MAY | document | Others. | Others. | not observable',
      'wazo.d | wazo.server | token | MAY | document | Again. | Again. | repeated',
      'wazo.e | wazo.client | refresh | SHOULD | practice | A. | A. | ',
    ],
  );
});

test("the project's own requirements are sound", () => {
  assert.doesNotThrow(() => loadCatalogue());
});

test('no folder, no requirements', () => {
  assert.deepEqual(load({}), []);
});

test('every mistake has its line and says what to do', () => {
  const broken = file(
    'wazo',
    `      - quote: Some words.
        requirements:
          - { id: wazo.a.b, rule: A., fix: C. }
          - { id: wazo.Bad, rule: A., why: B., fix: C. }
          - id: wazo.c
            level: WILL
            rule: ''
            why: B.
            fix: C.
            note: x
      - { id: wazo.d, excluded: too hard, quote: Others. }
      - { id: wazo.e, excluded: other role, says: Ours. }`,
  );
  const at = 'suites/wazo/requirements.yaml';
  assert.deepEqual(mistakesOf({ wazo: broken }).sort(), [
    `${at}:10: wazo.Bad: id is "wazo.Bad"; it must match ^[a-z0-9]+(\\.[a-z0-9-]+)+$`,
    `${at}:12: wazo.c: level is "WILL"; write MUST, SHOULD or MAY`,
    `${at}:13: wazo.c: rule is empty; write it or remove it`,
    `${at}:16: wazo.c: note is not a member here; remove it`,
    `${at}:17: wazo.d: excluded is "too hard"; write about the reader, not observable, other role or undefined by the document`,
    `${at}:18: wazo.e: has no quote; add it`,
    `${at}:18: wazo.e: says does not belong here: the document is cited by sentences, each with its quote`,
    `${at}:9: wazo.a.b: has no why; add it`,
  ]);
});

test('names agree with the folder, and ids are unique', () => {
  const at = 'suites/wazo/requirements.yaml';
  assert.deepEqual(mistakesOf({ wazo: file('acme', rule('acme.a')) }), [
    `${at}:1: the system is acme in the folder of wazo; write wazo`,
  ]);
  const strange = file(
    'wazo',
    `${rule('acme.a')}\n      - { id: wazo.b, role: acme.server, excluded: other role, quote: Others. }`,
  );
  assert.deepEqual(mistakesOf({ wazo: strange }), [
    `${at}:7: the id acme.a is not one of wazo; begin it with wazo.`,
    `${at}:8: wazo.b: the role acme.server is of another system; write wazo.server or wazo.client`,
  ]);
  assert.deepEqual(mistakesOf({ wazo: file('wazo', `${rule('wazo.a')}\n${rule('wazo.a')}`) }), [
    `${at}:8: wazo.a: is there twice; ids are unique, so rename one (it is in line 7 as well)`,
  ]);
  assert.deepEqual(mistakesOf({ wazo: file('wazo', rule('wazo.a')).replace('endpoint: token\n', '') }), [
    `${at}:6: wazo.a: has no endpoint; add it here, to the section or to the file`,
  ]);
});

test('an exclusion has one reason; what it repeats is checked', () => {
  const excluded = (id: string, reasons: string) => `      - { id: ${id}, ${reasons}quote: Others. }\n`;
  const sentences = [
    excluded('wazo.b', ''),
    excluded('wazo.c', 'excluded: other role, repeated: wazo.token.made, '),
    excluded('wazo.d', 'repeated: wazo.token.mode, '),
    excluded('wazo.e', 'repeated: wazo.c, '),
    rule('wazo.token.made'),
  ];
  const at = 'suites/wazo/requirements.yaml';
  const unknown = 'which is not a checked requirement of this file';
  assert.deepEqual(mistakesOf({ wazo: file('wazo', sentences.join('')) }), [
    `${at}:7: wazo.b: needs requirements, or one reason: excluded or repeated`,
    `${at}:8: wazo.c: needs requirements, or one reason: excluded or repeated`,
    `${at}:9: wazo.d: repeats wazo.token.mode, ${unknown}; did you mean wazo.token.made?`,
    `${at}:10: wazo.e: repeats wazo.c, ${unknown}; name one`,
  ]);
});

test('a file that is not YAML is told with its line, and the other files are judged as well', () => {
  assert.deepEqual(mistakesOf({ acme: 'system: acme\ndocument: [', wazo: '[]' }), [
    'suites/acme/requirements.yaml:2: is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    'suites/wazo/requirements.yaml:1: must be object; correct it',
  ]);
});

test('what was parsed is kept for the next process, until the text changes', () => {
  inFolder({ wazo: file('wazo', rule('wazo.a')) }, (root) => {
    const ids = () => readCatalogue(root).flatMap(({ requirements }) => requirements.map(({ id }) => id));
    const cache = join(root, 'node_modules/.cache/tollgate/wazo.json');
    assert.deepEqual(ids(), ['wazo.a']);
    writeFileSync(cache, readFileSync(cache, 'utf8').replace('wazo.a', 'wazo.cached'));
    assert.deepEqual(ids(), ['wazo.cached']);
    writeFileSync(join(root, 'suites/wazo/requirements.yaml'), file('wazo', rule('wazo.b')));
    assert.deepEqual(ids(), ['wazo.b']);
    writeFileSync(cache, '{');
    assert.deepEqual(ids(), ['wazo.b']);
  });
});
