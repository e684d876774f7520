import { faultsById } from '../../mock-idp/faults/registry.ts';
import { requirementsOf } from '../../suites/harness/model/catalogue.ts';
import type { RoleId } from '../../suites/harness/model/requirement.ts';
import { openBench } from './checks.ts';
import { judgeFault } from './judge.ts';

/** How many faults are tried side by side in one process. */
const AT_ONCE = 4;

/** A fault to try, and the flows to try it with, by title. */
export interface Task {
  readonly id: string;
  readonly flows: readonly string[];
}

/** A process of the proof: takes tasks by message, sends the outcome of each, and ends. */
process.once('message', async (tasks: Task[]) => {
  const bench = await openBench();
  const faults = await faultsById();
  const requirements = new Map(requirementsOf(bench.catalogue).map((requirement) => [requirement.id, requirement]));
  async function work(): Promise<void> {
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      const fault = faults.get(task.id);
      if (!fault) throw new Error(`There is no fault ${task.id}.`);
      const flows = bench.roles.get(fault.role as RoleId)?.filter(({ title }) => task?.flows.includes(title)) ?? [];
      process.send?.(judgeFault(fault, await bench.checksOf(flows, { fault }), requirements, task.flows));
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await bench.close();
  process.disconnect();
});
