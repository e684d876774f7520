import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { serverFlows } from '../../../suites/kaleyra/flows.ts';
import { type Judged, judgedBy } from '../judged.ts';
import { client, customerOf, type Habits } from './customer.ts';

async function judged(t: TestContext, habits: Habits, settings: object = {}, more: object = {}): Promise<Judged> {
  const url = await customerOf(t, habits);
  const kaleyra = { client, authUrl: '/auth', callback: { url: '/callback' }, ...settings };
  return judgedBy(serverFlows, url, { capabilities: { clock: true }, kaleyra, ...more });
}

const warned = (found: Judged, id: string) => assert.ok(found.ids('warn').includes(id), found.ids('warn').join());

const KEEP: Readonly<Record<string, Habits>> = {
  'that looks at no grant type': {},
  'whose JWTs are signed by a secret of its own': { token: 'HS256' },
  'that refuses callbacks with parameters': { refusesQueries: true },
  'with a leeway of 30 s': { leewayS: 30 },
};

for (const [which, habits] of Object.entries(KEEP)) {
  test(`a customer ${which} conforms`, async (t) => {
    assert.deepEqual((await judged(t, habits)).red, []);
  });
}

test('a customer that takes any grant type is warned', async (t) => {
  warned(await judged(t, {}), 'kaleyra.auth.no-refresh');
});

test('a token of other characters conforms, and is named by them', async (t) => {
  const found = await judged(t, { token: 'with a bar' });
  assert.deepEqual(found.red, []);
  warned(found, 'kaleyra.rfc.token-characters');
  assert.equal(found.checks.get('kaleyra.rfc.token-characters')?.actual, 'a token with | in it');
});

test('a leeway is a failure where the target file is strict', async (t) => {
  const { red } = await judged(t, { leewayS: 30 }, {}, { leeway: 0 });
  assert.deepEqual(red, ['kaleyra.callback.expired-token-refused: fail']);
});

test('a token that lives a good deal longer than told is a failure', async (t) => {
  const { red } = await judged(t, { leewayS: 3_600 });
  assert.deepEqual(red, ['kaleyra.callback.expired-token-refused: fail']);
});

test('a customer that only decodes its JWTs fails, and each forgery that it took is named', async (t) => {
  const { red, checks } = await judged(t, { token: 'HS256', onlyDecodes: true });
  assert.deepEqual(red, [
    'kaleyra.callback.tampered-token-refused: fail',
    'kaleyra.callback.malformed-token-refused: inconclusive',
  ]);
  const { actual = '' } = checks.get('kaleyra.callback.tampered-token-refused') ?? {};
  for (const forgery of ['its signature is cut off', 'alg is none', 'signed by another key']) {
    assert.ok(actual.includes(forgery), forgery);
  }
});

test('Basic credentials that are read as they are are named as the cause', async (t) => {
  const { checks } = await judged(t, { rawBasic: true }, { credentials: 'basic' });
  const { verdict, actual = '' } = checks.get('kaleyra.auth.issues-token') ?? {};
  assert.equal(verdict, 'fail');
  assert.match(actual, /accepted where client ID and secret are not form-encoded/);
});
