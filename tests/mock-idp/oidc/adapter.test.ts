import assert from 'node:assert/strict';
import test from 'node:test';
import { inScene } from '../../../mock-idp/frame/scene.ts';
import { createRealmStore } from '../../../mock-idp/oidc/adapter.ts';

const at = <T>(skewMs: number, work: () => T): T => inScene({ prefix: '', skewMs, body: Buffer.alloc(0) }, work);
const year = 365 * 86_400_000;

test('what is made by a clock far ahead is swept when its lifetime is over, like anything else', async () => {
  const store = createRealmStore(() => new Error('already used'));
  const tokens = store.adapter('AccessToken');
  for (let i = 0; i < 600; i += 1) await at(100 * year, () => tokens.upsert(`old-${i}`, {}, -1));
  await at(100 * year, () => tokens.upsert('new', {}, 300));
  assert.ok(store.size() < 600, String(store.size()));
  assert.ok(await at(100 * year, () => tokens.find('new')));
  assert.equal(await at(100 * year + 301_000, () => tokens.find('new')), undefined);
});
