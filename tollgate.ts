/** What the package `tollgate` offers to programs. */
export { conformanceConfig } from './cli/playwright-config.ts';
export { type MockIdpFixture, mockIdpFixture } from './cli/playwright-fixture.ts';
export type { MockConfig } from './mock-idp/frame/config.ts';
export type { JournalEntry } from './mock-idp/frame/journal.ts';
export type { RequestMatch, WaitOptions } from './mock-idp/handles/wait.ts';
export { type MockOptions, type RunningMock, startMockIdp } from './mock-idp/server.ts';
