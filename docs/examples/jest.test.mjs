import { startMockIdp } from 'tollgate';

let idp;
beforeAll(async () => {
  idp = await startMockIdp();
});
afterAll(() => idp.close());

test('what a test did is undone', async () => {
  const { data } = await idp.mint({ system: 'wazo', user: 'alice', expiration: 60 });
  const status = async () => (await fetch(`${idp.wazo.url}/token/${data.token}`)).status;
  const snapshot = idp.snapshot();
  await fetch(`${idp.wazo.url}/token/${data.token}`, { method: 'DELETE' });
  expect(await status()).toBe(404);
  idp.restore(snapshot);
  expect(await status()).toBe(200);
});
