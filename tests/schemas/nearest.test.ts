import assert from 'node:assert/strict';
import test from 'node:test';
import { editDistance, nearest } from '../../schemas/nearest.ts';

test('the distance counts insertions, deletions, substitutions and swaps of neighbours', () => {
  assert.equal(editDistance('', ''), 0);
  assert.equal(editDistance('user', 'user'), 0);
  assert.equal(editDistance('', 'user'), 4);
  assert.equal(editDistance('user', ''), 4);
  assert.equal(editDistance('usr', 'user'), 1);
  assert.equal(editDistance('users', 'user'), 1);
  assert.equal(editDistance('uzer', 'user'), 1);
  assert.equal(editDistance('suer', 'user'), 1);
  assert.equal(editDistance('kitten', 'sitting'), 3);
});

test('the nearest name wins, letter case aside', () => {
  assert.equal(nearest('usr', ['url', 'user', 'name']), 'user');
  assert.equal(nearest('OTHERUSER', ['user', 'otherUser']), 'otherUser');
  assert.equal(nearest('timeout', ['timeoutMs', 'tls']), 'timeoutMs');
});

test('a name that is far from all of them has no nearest', () => {
  assert.equal(nearest('zzzzz', ['url', 'user', 'name']), undefined);
  assert.equal(nearest('x', ['y']), undefined);
  assert.equal(nearest('', ['a']), undefined);
  assert.equal(nearest('user', []), undefined);
});
