import { type MockOptions, type RunningMock, startMockIdp } from '../mock-idp/server.ts';

export type MockIdpOptions = MockOptions;

/**
 * A fixture for Playwright's `test.extend`: a mock of each worker's own, as it was at its start before each test.
 * `const test = base.extend<{ idp: RunningMock }, { sharedIdp: RunningMock }>(mockIdpFixture({ ... }))`
 */
export function mockIdpFixture(options: MockIdpOptions = {}) {
  return {
    sharedIdp: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
      async ({}: object, use: (idp: RunningMock) => Promise<void>) => {
        const idp = await startMockIdp(options);
        await use(idp);
        await idp.close();
      },
      { scope: 'worker' },
    ],
    idp: async ({ sharedIdp }: { sharedIdp: RunningMock }, use: (idp: RunningMock) => Promise<void>) => {
      await sharedIdp.reset();
      await use(sharedIdp);
    },
  } as const;
}
