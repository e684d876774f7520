import { test as base, expect } from '@playwright/test';
import { mockIdpFixture, type RunningMock } from 'tollgate';

const test = base.extend<{ idp: RunningMock }, { sharedIdp: RunningMock }>(mockIdpFixture());

test('a client that is told to wait is told so once', async ({ idp, request }) => {
  const provoked = idp.provoke({ match: { path: '/auth/realms/third-party' }, action: { status: 503, body: 'busy' } });
  expect((await request.get(idp.sipgate.issuer)).status()).toBe(503);
  expect(provoked.remaining()).toBe(0);
  expect((await (await request.get(idp.sipgate.issuer)).json()).realm).toBe('third-party');
});
