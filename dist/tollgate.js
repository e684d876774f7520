/** What the package `tollgate` offers to programs. */
export { conformanceConfig } from './cli/playwright-config.js';
export { mockIdpFixture } from './cli/playwright-fixture.js';
export { startMockIdp } from './mock-idp/server.js';
//# sourceMappingURL=tollgate.js.map