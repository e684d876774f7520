import type { TestContext } from 'node:test';
import type { MockOptions } from '../../../mock-idp/server.ts';
import type { Browsing } from '../../../suites/harness/browser/browsing.ts';
import { openSession } from '../../../suites/harness/flow/open-session.ts';
import { loadCatalogue } from '../../../suites/harness/model/catalogue.ts';
import type { Check } from '../../../suites/harness/model/verdict.ts';
import { targetOf } from '../../../suites/harness/target/load.ts';
import { clientFlows } from '../../../suites/sipgate/client-flows.ts';
import { mockFor } from '../../mock-idp/mock-client.ts';
import { checksIn, runIn, worstChecks } from '../../run-flows.ts';
import { type Quirks, startApplication } from './application.ts';

export interface Judged {
  /** Of several checks of a requirement the worst, by the requirement's name without its role. */
  readonly checks: ReadonlyMap<string, Check>;
  /** The names of what ended so, in the order of their names. */
  ended(verdict: Check['verdict']): string[];
  /** The exit status that a run of these verdicts has, as far as they decide it. */
  readonly exit: 0 | 1 | 3 | 4;
}

/** What a test tells of how it judges. */
export interface Judging {
  readonly app?: Readonly<Record<string, unknown>>;
  readonly browsing?: Browsing;
  /** Of these flows, by words of their titles; all unless told but the one that waits for what never comes. */
  readonly only?: RegExp;
  /** What the mock is told of sipgate. */
  readonly mock?: Readonly<Record<string, unknown>>;
}

/** Judges an application that behaves so. */
export async function judge(
  t: TestContext,
  quirks: Quirks,
  { mock: sipgate, ...judging }: Judging = {},
): Promise<Judged> {
  const mock = await mockFor(t, (sipgate ? { config: { sipgate } } : {}) as MockOptions);
  const url = await startApplication(t, mock.url, quirks);
  return judgeAt(url, mock.url, judging);
}

/** Judges an application that runs already and knows the mock. */
export async function judgeAt(url: string, idp: string, { app, browsing, only }: Judging = {}): Promise<Judged> {
  const settings = { loginUrl: '/login', loggedInUrl: '/account', resourceUrl: '/balance', ...app };
  const target = targetOf({ url, timeoutMs: 3_000, sipgate: { app: settings } });
  const options = { peer: { url: idp, publicUrl: idp }, bounds: { settleMs: 60 }, ...(browsing && { browsing }) };
  const session = openSession(target, loadCatalogue(), options);
  const wanted = clientFlows.filter(({ title }) => (only ?? /^(?!.*for ever)/).test(title));
  const found = worstChecks(checksIn(await runIn(session, target, wanted)));
  const checks = new Map([...found.values()].map((check) => [check.id.replace('sipgate.client.', ''), check]));
  const gates = ({ id }: Check) => {
    const requirement = session.requirements.get(id);
    return requirement?.basis === 'document' && (requirement.level ?? 'MUST').startsWith('MUST');
  };
  const all = [...checks.values()];
  await session.close();
  const has = (verdict: Check['verdict']) => all.some((check) => check.verdict === verdict && gates(check));
  const isError = all.some(({ verdict }) => verdict === 'error');
  return {
    checks,
    ended: (verdict) =>
      [...checks]
        .filter(([, check]) => check.verdict === verdict)
        .map(([name]) => name)
        .sort(),
    exit: isError ? 3 : has('fail') ? 1 : has('inconclusive') ? 4 : 0,
  };
}
