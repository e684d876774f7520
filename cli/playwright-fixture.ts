import { type MockOptions, type RunningMock, startMockIdp } from '../mock-idp/server.ts';

type Use = (idp: RunningMock) => Promise<void>;

/** Fixtures as Playwright's `test.extend` takes them. */
export interface MockIdpFixture {
  /** A mock of the worker's own. */
  sharedIdp: [fixture: (needs: object, use: Use) => Promise<void>, options: { scope: 'worker' }];
  /** The same, as it was at its start. */
  idp: (needs: { sharedIdp: RunningMock }, use: Use) => Promise<void>;
}

/**
 * Fixtures for Playwright's `test.extend`: a mock of each worker's own, which forgets everything before each test.
 * `const test = base.extend<{ idp: RunningMock }, { sharedIdp: RunningMock }>(mockIdpFixture({ ... }))`
 */
export function mockIdpFixture(options: MockOptions = {}): MockIdpFixture {
  return {
    sharedIdp: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
      async ({}, use) => {
        const idp = await startMockIdp(options);
        await use(idp);
        await idp.close();
      },
      { scope: 'worker' },
    ],
    async idp({ sharedIdp }, use) {
      await sharedIdp.reset();
      await use(sharedIdp);
    },
  };
}
