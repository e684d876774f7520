import assert from 'node:assert/strict';
import test from 'node:test';
import { grants, probesFor } from '../../../suites/wazo/acl.ts';
import { areUnpredictable, variedPlaces } from '../../../suites/wazo/unpredictable.ts';

const user = '5fb5c4a2-1d35-4f5b-9a53-6d6a0a3a1c01';
const exchange = { request: { method: 'GET', url: 'http://target/', headers: [] }, durationMs: 0 };
const verdict = (tokens: readonly string[]) => areUnpredictable(tokens)(exchange);

test('an access list grants and denies as wazo-auth reads it', () => {
  const cases: [string[], string, boolean][] = [
    [['a.b'], 'a.b', true],
    [['a.b'], 'a-b', false],
    [['a.*.c'], 'a.b.c', true],
    [['a.*.c'], 'a.b.b.c', false],
    [['a.#'], 'a.b.c', true],
    [['a.#', '!a.b'], 'a.b', false],
    [['users.me.read'], `users.${user}.read`, true],
    [['users.me.read'], 'users.other.read', false],
    [[], 'a', false],
  ];
  for (const [acl, scope, expected] of cases) assert.equal(grants(acl, scope, user), expected, `${acl} for ${scope}`);
});

test('probes ask for what one entry alone decides', () => {
  const { plain, manyWords, oneWord, me, exclusion } = probesFor(
    ['auth.users.me.read', 'auth.tokens.*.delete', 'confd.#', '!confd.secrets'],
    user,
  );
  assert.equal(plain, 'auth.users.me.read');
  assert.match(manyWords?.granted[0] ?? '', /^confd\.tollgate-[\w-]+\.tollgate-[\w-]+$/);
  assert.match(oneWord?.granted[0] ?? '', /^auth\.tokens\.tollgate-[\w-]+\.delete$/);
  assert.match(oneWord?.denied[0] ?? '', /^auth\.tokens\.tollgate-[\w-]+\.tollgate-[\w-]+\.delete$/);
  assert.deepEqual(me?.granted, [`auth.users.${user}.read`]);
  assert.equal(me?.denied.length, 1);
  assert.deepEqual(exclusion, { granted: [], denied: ['confd.secrets'] });
});

test('where a wider entry would answer as well there is no probe', () => {
  const { plain, manyWords, oneWord, me, exclusion } = probesFor(
    ['auth.#', 'auth.*.read', 'auth.users.me.read', '!dird.read'],
    user,
  );
  assert.equal(plain, 'auth.users.me.read');
  assert.ok(manyWords);
  assert.deepEqual([oneWord, me, exclusion], [undefined, undefined, undefined]);
  assert.equal(probesFor([], user).plain, undefined);
  assert.match(probesFor(['a.*'], user).plain ?? '', /^a\.tollgate-/);
});

test('tokens are predictable when they are counted or repeated', () => {
  const random = ['88204f50-0fe8-4163-a90f-9ff867468997', '353fefa1-d013-4633-a7d3-c6cb574ddc26'];
  assert.equal(verdict(random).ok, true);
  assert.deepEqual(verdict([...random, random[0] ?? '']).actual, '1 of them repeated');
  assert.equal(verdict(['00000000-0000-4000-8000-000000000007', '00000000-0000-4000-8000-000000000008']).ok, false);
  assert.equal(variedPlaces(['abc', 'abdef', 'xbc']), 2);
});
