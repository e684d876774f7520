import { defineConfig, type ReporterDescription } from '@playwright/test';

/** A shard leaves a blob, from which `npx playwright merge-reports --config playwright.config.ts blob-report` makes the report of the whole run. */
const isShard = process.argv.some((argument) => argument.startsWith('--shard'));
const reporters: ReporterDescription[] = [['./reports/reporter.ts'], ...(isShard ? [['blob'] as const] : [])];

export default defineConfig({
  testDir: 'suites',
  testMatch: '*/*.spec.ts',
  outputDir: 'reports/out/test-results',
  globalSetup: './cli/global-setup.ts',
  reporter: reporters,
  // One worker: flows of a role share the target's accounts, and what one flow has learned spares the others.
  workers: 1,
  fullyParallel: false,
  // A flow's deadline is its own, so that it ends with verdicts.
  timeout: 0,
  use: { trace: 'off', screenshot: 'off', video: 'off' },
});
