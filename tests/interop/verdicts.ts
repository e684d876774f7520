import { openSession, roleTarget } from '../../suites/harness/flow/open-session.ts';
import { loadCatalogue } from '../../suites/harness/model/catalogue.ts';
import { type Check, worst } from '../../suites/harness/model/verdict.ts';
import { targetOf } from '../../suites/harness/target/load.ts';
import { flows } from '../../suites/sipgate/flows.ts';

/** The suite's verdicts of `sipgate.server` on a server, by requirement: of several checks the worst. */
export async function verdictsAgainst(url: string, sipgate: object): Promise<ReadonlyMap<string, Check>> {
  const target = targetOf({ name: 'another server', url, ownAccounts: true, sipgate });
  const session = openSession(target, loadCatalogue());
  const byId = new Map<string, Check>();
  for (const flow of flows.filter(({ role }) => role === 'sipgate.server')) {
    const { checks } = await flow.run(session, roleTarget(target, 'sipgate') as never);
    for (const check of checks) {
      const before = byId.get(check.id);
      if (!before || worst([before.verdict, check.verdict]) !== before.verdict) byId.set(check.id, check);
    }
  }
  await session.close();
  return byId;
}
