import { faultsById } from '../../mock-idp/faults.ts';
import { requirementsOf } from '../../suites/harness/catalogue.ts';
import type { RoleId } from '../../suites/harness/requirement.ts';
import { openBench } from './checks.ts';
import { judgeFault } from './judge.ts';

/** How many faults are tried side by side in one process. */
const AT_ONCE = 4;

/** A process of the proof: takes fault ids by message, sends the outcome of each, and ends. */
process.once('message', async (ids: string[]) => {
  const bench = await openBench();
  const faults = await faultsById();
  const requirements = new Map(requirementsOf(bench.catalogue).map((requirement) => [requirement.id, requirement]));
  async function work(): Promise<void> {
    for (let id = ids.shift(); id !== undefined; id = ids.shift()) {
      const fault = faults.get(id);
      if (!fault) throw new Error(`There is no fault ${id}.`);
      process.send?.(judgeFault(fault, await bench.checksOf(fault.role as RoleId, fault), requirements));
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await bench.close();
  process.disconnect();
});
