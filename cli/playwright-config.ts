import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PlaywrightTestConfig, ReporterDescription } from '@playwright/test';
import { askedBy, filesFor } from '../reports/asked.ts';
import { outputFolder } from '../reports/output.ts';

const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const ownFile = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The configuration with which Playwright runs the suites, for a `playwright.config.ts` of one's own:
 * `export default conformanceConfig()`. What is given is added, or takes its place; reporters come after Tollgate's own.
 */
export function conformanceConfig(own: PlaywrightTestConfig = {}): PlaywrightTestConfig {
  /** A shard leaves a blob, from which `npx playwright merge-reports --config playwright.config.ts blob-report` makes the report of the whole run. */
  const isShard = process.argv.some((argument) => argument.startsWith('--shard'));
  const systems = readdirSync(ownFile('../suites')).filter((folder) => !folder.includes('.') && folder !== 'harness');
  process.env.PLAYWRIGHT_LAST_RUN_OUTPUT_FILE ??= resolve(outputFolder(ownFile('..')), '.last-run.json');
  const { reporter = [], ...rest } = own;
  const others: ReporterDescription[] = typeof reporter === 'string' ? [[reporter]] : [...reporter];
  return {
    testDir: ownFile('../suites'),
    testMatch: filesFor(askedBy(process.argv), systems, ending),
    outputDir: scratchFolder(),
    globalSetup: ownFile(`./global-setup${ending}`),
    // Roles run side by side, since they wait more than they compute; the flows of one run in their order, in one worker,
    // since they share the target's accounts, and what one flow has learned spares the others.
    workers: 4,
    fullyParallel: false,
    // A flow's deadline is its own, so that it ends with verdicts.
    timeout: 0,
    use: { trace: 'off', screenshot: 'off', video: 'off' },
    ...rest,
    reporter: [[ownFile(`../reports/reporter${ending}`)], ...(isShard ? [['blob'] as const] : []), ...others],
  };
}

/** Playwright wants a folder for each test, which nothing of ours is written to: one that ends with the run. */
function scratchFolder(): string {
  const { TOLLGATE_SCRATCH: given } = process.env;
  if (given) return given;
  const folder = join(tmpdir(), `tollgate-${process.pid}`);
  process.env.TOLLGATE_SCRATCH = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
