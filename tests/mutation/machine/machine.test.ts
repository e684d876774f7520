import assert from 'node:assert/strict';
import test from 'node:test';
import { type Accepted, readAccepted } from './accepted.ts';
import { withMutant } from './bundle.ts';
import { domainChanges } from './domain.ts';
import { generalChanges } from './general.ts';
import { named } from './ids.ts';
import type { Mutant } from './mutant.ts';
import { near } from './near.ts';
import { missed, scoreOf, stale } from './score.ts';
import { mutatedRoles, sourcesOf } from './sources.ts';
import type { Fate, Tried } from './try.ts';
import { tryAll } from './try-all.ts';

const source = (text: string) => ({ file: 'mock-idp/systems/toy/login.ts', text });
const made = (text: string) =>
  domainChanges(source(text)).map(
    ({ start, end, replacement }) => text.slice(0, start) + replacement + text.slice(end),
  );

test('a comparison of two texts becomes each careless one; constants and other types stay', () => {
  assert.ok(made('const fits = given === right;').includes("const fits = __near.is('any case', given, right);"));
  assert.ok(made('if (given !== right) no();').includes("if (!__near.is('blanks around', given, right)) no();"));
  assert.ok(made('sameText(given, right)').some((code) => code.startsWith('__near.is(')));
  for (const code of ["x === 'a'", 'x === 1', 'x === undefined', "typeof x === 'string'", 'x === null', 'x === true']) {
    assert.deepEqual(made(code), [], code);
  }
});

test('lookups, owners, deletions and lifetimes have mutants of their own', () => {
  assert.ok(made('tokens.get(token)').includes("__near.get('any case', tokens, token)"));
  assert.ok(made('users.find((one) => one.id === id)').includes('users.find(() => true)'));
  assert.ok(made('tokens.delete(token)').includes('(tokens.clear(), true)'));
  assert.ok(made('const lifetimeSeconds = 60;').includes('const lifetimeSeconds = 60 * 2;'));
  assert.ok(made('const answer = { expiresIn: 300 };').includes('const answer = { expiresIn: 1e9 };'));
  assert.deepEqual(made('const size = 60;'), []);
});

test('near comparisons take what is almost the same, and lookups find by them', () => {
  assert.equal(near.is('any case', 'Ab', 'aB'), true);
  assert.equal(near.is('first 8 characters', '12345678x', '12345678y'), true);
  assert.equal(near.is('first 8 characters', 'short', 'short2'), false);
  assert.equal(near.is('any case', 1, '1'), false);
  assert.equal(near.get('accents folded', new Map([['josé', 1]]), 'jose'), 1);
  assert.equal(near.has('blanks around', new Set(['a']), ' a '), true);
  assert.equal(near.includes('something behind it', ['abc'], 'abcd'), true);
});

test('what is constant is mutated too, and each mutant is named by its content', async () => {
  const text = "const rules = ['a', 'b'] as const;\nexport const is = (x: string) => x === rules[0];\n";
  const changes = await generalChanges(source(text));
  assert.ok(changes.some(({ start }) => start < text.indexOf('as const')));
  const ids = named(source(text), changes).map(({ id }) => id);
  const moved = `\n\n${text}`;
  assert.deepEqual(
    named(source(moved), await generalChanges(source(moved))).map(({ id }) => id),
    ids,
  );
  assert.equal(new Set(ids).size, ids.length);
});

const mutant: Mutant = {
  id: 'toy/login:1',
  file: 'mock-idp/systems/toy/login.ts',
  operator: 'near: any case',
  start: 7,
  end: 14,
  replacement: 'b',
  line: 1,
  code: 'return a === b;',
  isDomain: true,
};

test('a mutant stands in the place of the code, and says when it is reached', () => {
  assert.equal(withMutant('return a === b;', mutant, false), 'return b;');
  assert.match(
    withMutant('return a === b;', mutant, true),
    /^return \(globalThis\.__reached\?\.\("toy\/login:1"\), b\)/,
  );
  const block = { ...mutant, operator: 'BlockStatement', start: 0, end: 8, replacement: '{}' };
  assert.match(withMutant('{ go(); }', block, true), /^\{globalThis\.__reached/);
});

const tried = (fate: Fate, more: Partial<Mutant> = {}): Tried => ({
  mutant: { ...mutant, ...more },
  role: 'toy.server',
  fate,
  by: fate === 'found' ? ['x'] : [],
  unjudged: 0,
});
const entry: Accepted = {
  file: mutant.file,
  code: mutant.code,
  operators: ['near: any case'],
  reason: 'it is the same',
};

test('what is not found counts unless it is on the list, and an entry that nothing needs is named', () => {
  const all = [
    tried('found'),
    tried('survived'),
    tried('survived', { operator: 'near: as numbers' }),
    tried('unreached'),
    tried('invalid'),
  ];
  assert.deepEqual(
    missed(all, [entry]).map((one) => one.mutant.operator),
    ['near: as numbers'],
  );
  const { score: _, ...score } = scoreOf(all, [entry]);
  assert.deepEqual(score, { mutants: 5, reached: 3, found: 1, accepted: 1, medianFindings: 1 });
  assert.deepEqual(stale([tried('found')], [entry]), [entry]);
  assert.deepEqual(stale([tried('found')], [{ ...entry, file: 'another' }]), []);
});

test('each accepted mutant has a reason, and is a mutant of the code that there is', () => {
  const sources = mutatedRoles.flatMap((role) => sourcesOf(role));
  for (const one of readAccepted()) {
    assert.ok(one.reason.length > 20, one.code);
    const at = sources.find(({ file }) => file === one.file);
    assert.ok(
      at?.text.split('\n').some((line) => line.trim() === one.code),
      `${one.file}: ${one.code}`,
    );
  }
});

test('a password that is compared in any case is found out at the endpoint, and a change that nobody sees is not', async () => {
  const file = sourcesOf('authlete.server').find((one) => one.file.endsWith('authlete/login.ts'));
  assert.ok(file);
  const mutants = named(file, domainChanges(file)).filter(({ code }) => code.includes('sameText'));
  const fates = new Map<string, Fate>();
  await tryAll('authlete.server', mutants, false, (one) => fates.set(one.mutant.operator, one.fate));
  assert.equal(fates.get('near: any case'), 'found');
  assert.equal(fates.get('near: as numbers'), 'survived');
});
