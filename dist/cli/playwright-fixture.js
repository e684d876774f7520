import { startMockIdp } from '../mock-idp/server.js';
/**
 * Fixtures for Playwright's `test.extend`: a mock of each worker's own, which forgets everything before each test.
 * `const test = base.extend<{ idp: RunningMock }, { sharedIdp: RunningMock }>(mockIdpFixture({ ... }))`
 */
export function mockIdpFixture(options = {}) {
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
//# sourceMappingURL=playwright-fixture.js.map