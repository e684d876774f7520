import assert from 'node:assert/strict';
import test from 'node:test';
import { contract, contractNames } from '../../../../suites/harness/checks/contract.ts';
import { malformed, malformedIds } from '../../../../suites/harness/checks/malformed.ts';

const SEED = { expiration: 60, access_type: 'online', client_id: 'x', backend: 'wazo_user' };

test('each malformed request is wrong at one place, by its own contract, and leaves the seed alone', () => {
  const before = JSON.stringify(SEED);
  const list = malformed('wazo/token-request', SEED);
  assert.ok(list.length >= 4);
  for (const { id, path, apply } of list) {
    const problems = contract('wazo/token-request').problems(apply(SEED));
    assert.ok(problems.length > 0, id);
    assert.ok(
      problems.every((problem) => problem.startsWith(path)),
      `${id}: ${problems.join('; ')}`,
    );
  }
  assert.equal(JSON.stringify(SEED), before);
  assert.deepEqual(contract('wazo/token-request').problems(SEED), []);
});

test('only rules with a requirement are broken, all of them, in one order', () => {
  const ids = malformed('wazo/token-request', SEED).map(({ id }) => id);
  assert.deepEqual(new Set(ids), new Set(malformedIds('wazo/token-request')));
  assert.deepEqual(
    ids,
    malformed('wazo/token-request', SEED).map(({ id }) => id),
  );
});

test('a seed that lacks a member is an error, since a defect there would go unseen', () => {
  assert.throws(() => malformed('wazo/token-request', { expiration: 60 }), /the seed has nothing at \/client_id/);
});

test('there is a request contract to break', () => {
  assert.ok(contractNames('wazo').some((name) => name.endsWith('-request')));
});
