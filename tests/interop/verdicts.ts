import type { Check } from '../../suites/harness/model/verdict.ts';
import { targetOf } from '../../suites/harness/target/load.ts';
import { flows } from '../../suites/sipgate/flows.ts';
import { checksIn, runFlows, worstChecks } from '../run-flows.ts';

/** The suite's verdicts of `sipgate.server` on a server, by requirement: of several checks the worst. */
export async function verdictsAgainst(url: string, sipgate: object): Promise<ReadonlyMap<string, Check>> {
  const target = targetOf({ name: 'another server', url, ownAccounts: true, sipgate });
  const ofServer = flows.filter(({ role }) => role === 'sipgate.server');
  return worstChecks(checksIn(await runFlows(target, ofServer)));
}
