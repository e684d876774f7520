import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defineConfig, type ReporterDescription } from '@playwright/test';
import { askedBy, filesFor } from './reports/asked.ts';
import { outputFolder } from './reports/output.ts';

/** A shard leaves a blob, from which `npx playwright merge-reports --config playwright.config.ts blob-report` makes the report of the whole run. */
const isShard = process.argv.some((argument) => argument.startsWith('--shard'));
const reporters: ReporterDescription[] = [['./reports/reporter.ts'], ...(isShard ? [['blob'] as const] : [])];
const systems = readdirSync(join(import.meta.dirname, 'suites')).filter((folder) => folder !== 'harness');

/** Playwright wants a folder for each test, which nothing of ours is written to: one that ends with the run. */
function scratchFolder(): string {
  const { TOLLGATE_SCRATCH: given } = process.env;
  if (given) return given;
  const folder = join(tmpdir(), `tollgate-${process.pid}`);
  process.env.TOLLGATE_SCRATCH = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

process.env.PLAYWRIGHT_LAST_RUN_OUTPUT_FILE ??= resolve(outputFolder(import.meta.dirname), '.last-run.json');

export default defineConfig({
  testDir: 'suites',
  testMatch: filesFor(askedBy(process.argv), systems),
  outputDir: scratchFolder(),
  globalSetup: './cli/global-setup.ts',
  reporter: reporters,
  // One worker: flows of a role share the target's accounts, and what one flow has learned spares the others.
  workers: 1,
  fullyParallel: false,
  // A flow's deadline is its own, so that it ends with verdicts.
  timeout: 0,
  use: { trace: 'off', screenshot: 'off', video: 'off' },
});
