import { fileURLToPath } from 'node:url';
import type { PlaywrightTestConfig, ReporterDescription } from '@playwright/test';

const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const ownFile = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The configuration with which Playwright runs the suites, for a `playwright.config.ts` of one's own:
 * `export default conformanceConfig()`. What is given is added, or takes its place; reporters come after Tollgate's own.
 */
export function conformanceConfig(own: PlaywrightTestConfig = {}): PlaywrightTestConfig {
  /** A shard leaves a blob, from which `npx playwright merge-reports --config playwright.config.ts blob-report` makes the report of the whole run. */
  const isShard = process.argv.some((argument) => argument.startsWith('--shard'));
  const { reporter = [], ...rest } = own;
  const others: ReporterDescription[] = typeof reporter === 'string' ? [[reporter]] : [...reporter];
  return {
    testDir: ownFile('../suites'),
    testMatch: `*/*.spec${ending}`,
    globalSetup: ownFile(`./global-setup${ending}`),
    // One worker: flows of a role share the target's accounts, and what one flow has learned spares the others.
    workers: 1,
    fullyParallel: false,
    // A flow's deadline is its own, so that it ends with verdicts.
    timeout: 0,
    use: { trace: 'off', screenshot: 'off', video: 'off' },
    ...rest,
    reporter: [[ownFile(`../reports/reporter${ending}`)], ...(isShard ? [['blob'] as const] : []), ...others],
  };
}
