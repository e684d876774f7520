import { join, relative } from 'node:path';
import type { FullConfig } from '@playwright/test';
import { startMockIdp } from '../mock-idp/server.ts';
import { loadCatalogue, requirementsOf } from '../suites/harness/catalogue.ts';
import { BUNDLED_VARIABLE, ROLES_VARIABLE } from '../suites/harness/playwright.ts';
import { loadTarget, type Target } from '../suites/harness/target.ts';
import { UsageError } from '../suites/harness/target-error.ts';
import { systemsToRun } from '../suites/harness/target-roles.ts';
import { PROJECT_ROOT } from '../suites/harness/target-schema.ts';
import type { RunInfo } from '../suites/harness/verdict.ts';
import { VERSION } from './version.ts';

const BUNDLED_TARGET = join(PROJECT_ROOT, 'fixtures/targets/bundled-mock.json');

/**
 * Reads the target and tells the workers and the reporter of the run; where no target is named, starts the mock IdP.
 * Throws a UsageError for a target that cannot be used.
 */
export default async function setUp(config: FullConfig): Promise<() => Promise<void>> {
  const given = loadTarget();
  const mock = given ? undefined : await startMockIdp();
  if (mock) {
    process.env.TARGET_FILE = relative(process.cwd(), BUNDLED_TARGET);
    process.env.TARGET_URL = mock.url;
    process.env[BUNDLED_VARIABLE] = '1';
  }
  const target = given ?? (loadTarget() as Target);
  const catalogue = loadCatalogue();
  const { run, notRun } = systemsToRun(target, catalogue);
  if (run.length === 0) {
    throw new UsageError([
      'The target names no account and no client, so there is nothing to judge:',
      ...notRun.map(({ role, reason }) => `  ${role}: ${reason}`),
    ]);
  }
  process.env[ROLES_VARIABLE] = run.join(',');
  const { name, version, baseUrl, facts, gate, notices } = target;
  config.metadata.tollgate = {
    version: VERSION,
    target: { name, version, url: mock ? 'bundled mock' : (baseUrl ?? 'none'), facts },
    gate,
    requirements: requirementsOf(catalogue).filter(({ role }) => run.includes(role)),
    notRun,
    notices,
    baselineFile: process.env.TOLLGATE_BASELINE,
  } satisfies RunInfo;
  return async () => mock?.close();
}
