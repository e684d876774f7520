import { type MockOptions, type RunningMock } from '../mock-idp/server.ts';
export type MockIdpOptions = MockOptions;
/**
 * A fixture for Playwright's `test.extend`: a mock of each worker's own, as it was at its start before each test.
 * `const test = base.extend<{ idp: RunningMock }, { sharedIdp: RunningMock }>(mockIdpFixture({ ... }))`
 */
export declare function mockIdpFixture(options?: MockIdpOptions): {
    readonly sharedIdp: readonly [({}: object, use: (idp: RunningMock) => Promise<void>) => Promise<void>, {
        readonly scope: 'worker';
    }];
    readonly idp: ({ sharedIdp }: {
        sharedIdp: RunningMock;
    }, use: (idp: RunningMock) => Promise<void>) => Promise<void>;
};
