import { join, relative } from 'node:path';
import type { FullConfig } from '@playwright/test';
import { type RunningMock, startMockIdp } from '../mock-idp/server.ts';
import { readBaseline } from '../reports/baseline-file.ts';
import { markShard } from '../reports/shards.ts';
import {
  BASES_VARIABLE,
  BUNDLED_VARIABLE,
  NO_REPORTER,
  PEER_VARIABLE,
  REPORTER_VARIABLE,
  ROLES_VARIABLE,
} from '../suites/harness/flow/playwright.ts';
import { proxyOf } from '../suites/harness/http/sender.ts';
import { loadCatalogue, requirementsOf } from '../suites/harness/model/catalogue.ts';
import type { RoleId } from '../suites/harness/model/requirement.ts';
import type { RunInfo } from '../suites/harness/model/verdict.ts';
import { UsageError } from '../suites/harness/target/error.ts';
import { loadTarget } from '../suites/harness/target/load.ts';
import { readTls } from '../suites/harness/target/pem.ts';
import { systemsToRun } from '../suites/harness/target/roles.ts';
import { loadTargetSchema, PROJECT_ROOT } from '../suites/harness/target/schema.ts';
import type { Target } from '../suites/harness/target/target.ts';
import { VERSION } from '../version.ts';

const BUNDLED_TARGET = join(PROJECT_ROOT, 'fixtures/targets/bundled-mock.json');

/**
 * Reads the target and tells the workers and the reporter of the run; where no target is named, starts the mock IdP.
 * Throws a UsageError for a target that cannot be used.
 */
export default async function setUp(config: FullConfig): Promise<() => Promise<void>> {
  const { TOLLGATE_BASELINE: baselineFile } = process.env;
  if (!process.env[REPORTER_VARIABLE]) refuse(NO_REPORTER);
  if (config.projects.some(({ use }) => tracesAll(use.trace))) refuse(NO_TRACE);
  if (baselineFile) readBaseline(baselineFile);
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
  readTls(target);
  process.env[ROLES_VARIABLE] = run.join(',');
  process.env[BASES_VARIABLE] = target.bases.join(',');
  for (const notice of target.notices) process.stderr.write(`note: ${notice}\n`);
  const needsPeer = loadTargetSchema().roles.some(({ role, peer }) => peer && run.includes(role));
  const peer = needsPeer ? (mock ?? (await startPeer(target))) : undefined;
  if (peer) process.env[PEER_VARIABLE] = `${peer.localUrl} ${peer.url}`;
  const { name, version, urls, facts, gate, notices } = target;
  config.metadata.tollgate = {
    version: VERSION,
    target: { name, version, url: mock ? 'bundled mock' : urls.join(', ') || 'none', facts },
    gate,
    requirements: requirementsOf(catalogue).filter(
      ({ role, basis }) => run.includes(role) && target.bases.includes(basis),
    ),
    notRun,
    unset: unsetLeaves(target, run),
    notices: [...notices, ...proxyNotice()],
    baselineFile,
  } satisfies RunInfo;
  markShard(config.metadata, config.shard);
  return async () => {
    await mock?.close();
    if (peer !== mock) await peer?.close();
  };
}

const NO_TRACE =
  'A trace of Playwright (--trace on) holds the passwords that the browser types, and nothing that the report lacks: leave it off.';

/** Whether traces of flows are kept, whose tests pass. */
function tracesAll(trace: FullConfig['projects'][number]['use']['trace']): boolean {
  return (typeof trace === 'object' ? trace.mode : trace) === 'on';
}

/** Says that the target is reached through a proxy, whose answers look like the target's own. */
function proxyNotice(): string[] {
  return proxyOf(process.env)
    ? ['Requests go through the proxy of the environment (HTTP_PROXY, HTTPS_PROXY, NO_PROXY).']
    : [];
}

/** Ends a run before it begins, without our reporter, which would have said it. */
function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

/** What the target file could still say of the systems that are run, by the variables that would say it. */
function unsetLeaves({ given }: Target, run: readonly RoleId[]): RunInfo['unset'] {
  const systems = new Set(run.map((role) => role.split('.')[0]));
  return loadTargetSchema()
    .leaves.filter(({ name, system }) => !given.has(name) && (system === undefined || systems.has(system)))
    .map(({ name, env }) => ({ name, variable: env }));
}

/** The mock IdP where the target file wants it, with the issuers and links that the target sees. */
async function startPeer({ peers: { idp } }: Target): Promise<RunningMock> {
  const colon = idp.listen.lastIndexOf(':');
  const port = Number(idp.listen.slice(colon + 1));
  try {
    return await startMockIdp({ host: idp.listen.slice(0, colon), port, publicUrl: idp.publicUrl });
  } catch (error) {
    throw new UsageError([
      `peers.idp.listen: cannot listen on ${idp.listen} (${(error as Error).message}); name a free address`,
    ]);
  }
}
