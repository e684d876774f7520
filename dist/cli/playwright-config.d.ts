import type { PlaywrightTestConfig } from '@playwright/test';
/**
 * The configuration with which Playwright runs the suites, for a `playwright.config.ts` of one's own:
 * `export default conformanceConfig()`. What is given is added, or takes its place; reporters come after Tollgate's own.
 */
export declare function conformanceConfig(own?: PlaywrightTestConfig): PlaywrightTestConfig;
