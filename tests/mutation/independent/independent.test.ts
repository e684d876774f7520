import assert from 'node:assert/strict';
import test from 'node:test';
import { readFixture } from '../../documents/fixture.ts';
import { findQuotation } from '../../documents/quotations.ts';
import { openCrew } from '../crew.ts';
import { readFirstRun, withFirstRun } from './first-run.ts';
import { scoreOf } from './score.ts';
import { independentSets } from './sets.ts';
import { type Tried, triedWith } from './verdict.ts';

const tried = (id: string, ending: Tried['ending']): Tried => ({ id, ending, by: [], unjudged: [], errors: [] });

test('each defect quotes a sentence of the document word for word, and was tried once', async () => {
  const firstRun = readFirstRun();
  for (const [role, defects] of await independentSets()) {
    const units = readFixture(role.split('.')[0] ?? '');
    for (const [slug, [broken]] of Object.entries(defects)) {
      const id = `independent.${role}.${slug}`;
      assert.ok(findQuotation(units, broken), `${id}: the document has no sentence: ${broken}`);
      assert.ok(firstRun[role]?.[id], `${id} is not in first-run.json: npm run mutants -- --independent ${role}`);
    }
  }
});

test('what the first run said stays, whatever later ones say', () => {
  const first = withFirstRun({}, 'toy.server', [tried('a', 'missed'), tried('b', 'warn')]);
  const later = [tried('a', 'fail'), tried('b', 'fail'), tried('c', 'missed')];
  const firstRun = withFirstRun(first, 'toy.server', later);
  assert.equal(JSON.stringify(firstRun['toy.server']), '{"a":"missed","b":"warn","c":"missed"}');
  assert.deepEqual(scoreOf(later, firstRun['toy.server'] ?? {}), {
    mutants: 3,
    found: 2,
    byFail: 2,
    first: { found: 1, byFail: 0 },
  });
});

test('a defect is found by what fails or warns, not by what could not be judged', () => {
  const check = (id: string, verdict: 'fail' | 'warn' | 'pass' | 'inconclusive') => ({ id, verdict }) as never;
  assert.deepEqual(triedWith('a', [check('x', 'warn'), check('y', 'fail'), check('y', 'pass')]).by, ['y']);
  const { ending, unjudged } = triedWith('a', [check('x', 'inconclusive'), check('y', 'pass')]);
  assert.deepEqual([ending, unjudged], ['missed', ['x']]);
});

test('a crew tries a defect with the whole suite of its role', async () => {
  const crew = openCrew();
  try {
    const [one] = await crew.all('independent', ['independent.authlete.server.password-in-any-case'], 1);
    assert.equal(one?.ending, 'fail');
    assert.deepEqual(one?.errors, []);
  } finally {
    crew.close();
  }
});
