import { test as base, type TestDetails } from '@playwright/test';
import { byBrowser } from '../browser/browser.ts';
import { readCatalogue, requirementsOf } from '../model/catalogue.ts';
import { loadTarget } from '../target/load.ts';
import { readTls } from '../target/pem.ts';
import type { Target } from '../target/target.ts';
import type { Flow } from './flow.ts';
import { type OpenSession, openSession, roleTarget } from './open-session.ts';

/** The roles that this run judges, comma separated; set by the run's setup, which knows the target. */
export const ROLES_VARIABLE = 'TOLLGATE_ROLES';
/** The bases that this run judges, comma separated. */
export const BASES_VARIABLE = 'TOLLGATE_BASES';
/** Set when the target is the bundled mock. */
export const BUNDLED_VARIABLE = 'TOLLGATE_BUNDLED';
/** The mock IdP as the target's peer, `<url> <public url>`; set where a role of the run needs one. */
export const PEER_VARIABLE = 'TOLLGATE_PEER';
/** Set by the reporter, without which a broken requirement would end in a green test. */
export const REPORTER_VARIABLE = 'TOLLGATE_REPORTER';
export const NO_REPORTER =
  "Verdicts need Tollgate's reporter: leave --reporter out, add others with --add-reporter, or list ./reports/reporter.ts first.";

const catalogue = readCatalogue();

interface Run {
  readonly target: Target;
  readonly session: OpenSession;
}

/** Playwright's `test` with a fixture that runs a flow and hands its result to the reporter. */
export const test = base.extend<{ run: (flow: Flow<never>) => Promise<void> }, { tollgate: Run }>({
  tollgate: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use, { config }) => {
      const target = loadTarget({ checked: true });
      if (!target) throw new Error('The run has no target: its setup did not run.');
      const [url, publicUrl] = process.env[PEER_VARIABLE]?.split(' ') ?? [];
      // The pace of a target is that of all workers together.
      const pace = target.pace && target.pace / config.workers;
      const session = openSession({ ...target, pace }, catalogue, {
        bundled: Boolean(process.env[BUNDLED_VARIABLE]),
        browsing: byBrowser({ tls: readTls(target), timeoutMs: target.timeoutMs }),
        ...(url && publicUrl && { peer: { url, publicUrl } }),
      });
      await use({ target, session });
      await session.close();
    },
    { scope: 'worker' },
  ],
  run: async ({ tollgate: { target, session } }, use, testInfo) => {
    await use(async (flow) => {
      if (!process.env[REPORTER_VARIABLE]) {
        throw new Error(NO_REPORTER);
      }
      const system = flow.role.split('.')[0] ?? '';
      const result = await flow.run(session, roleTarget(target, system) as never);
      const checks = result.checks.filter(({ id }) => isJudged(id, target.bases));
      await testInfo.attach('tollgate', {
        body: JSON.stringify({ ...result, checks }),
        contentType: 'application/json',
      });
    });
  },
});

const requirements = new Map(requirementsOf(catalogue).map((requirement) => [requirement.id, requirement]));

/** Whether a requirement's basis is one of those that the run judges. */
function isJudged(id: string, bases: readonly string[]): boolean {
  const basis = requirements.get(id)?.basis;
  return basis === undefined || bases.includes(basis);
}

/** The flows whose role, and at least one of whose requirements, this run judges; all of them where tests are only listed. */
export function selected<Role>(flows: readonly Flow<Role>[]): readonly Flow<Role>[] {
  const roles = process.env[ROLES_VARIABLE]?.split(',');
  const bases = process.env[BASES_VARIABLE]?.split(',');
  return flows.filter(
    ({ role, judges }) =>
      (roles === undefined || roles.includes(role)) &&
      (bases === undefined || judges.some((id) => isJudged(id, bases))),
  );
}

/** Tags to select by (endpoint, levels, bases, ids), and what the reporter must know of a flow that leaves no result. */
export function detailsOf({ role, endpoint, judges }: Flow<never>): TestDetails {
  const known = judges.flatMap((id) => requirements.get(id) ?? []);
  const kinds = new Set([...known.map(({ level }) => level), ...known.map(({ basis }) => basis)]);
  return {
    tag: [endpoint, ...kinds, ...judges].map((tag) => `@${tag}`),
    annotation: [
      { type: 'tollgate.role', description: role },
      { type: 'tollgate.endpoint', description: endpoint },
      { type: 'tollgate.judges', description: judges.join(',') },
    ],
  };
}
