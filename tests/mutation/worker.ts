import { faultsById } from '../../mock-idp/faults/registry.ts';
import { requirementsOf } from '../../suites/harness/model/catalogue.ts';
import type { RoleId } from '../../suites/harness/model/requirement.ts';
import { openBench } from './checks.ts';
import { faultsIn } from './independent/defect.ts';
import { independentSets } from './independent/sets.ts';
import { triedWith } from './independent/verdict.ts';
import { judgeFault, verdictsOf } from './judge.ts';
import { listenForReach } from './reach.ts';
import type { Asked, Done, Said, Task } from './tasks.ts';

const independent = [...(await independentSets())].flatMap(([role, defects]) => faultsIn(role, defects));
const bench = await openBench(independent);
const requirements = new Map(requirementsOf(bench.catalogue).map((requirement) => [requirement.id, requirement]));
const faults = await faultsById();

const WORK: { readonly [Kind in keyof Done]: (task: Task[Kind]) => Promise<Done[Kind]> } = {
  async clean(role) {
    const reach = await listenForReach();
    const checks = await bench.checksOf(bench.roles.get(role) ?? [], { after: reach.after });
    return { verdicts: [...verdictsOf(checks)], reached: reach.end() };
  },
  async fault({ id, flows: titles, whole }) {
    const fault = faults.get(id);
    if (!fault) throw new Error(`There is no fault ${id}.`);
    const flows = bench.roles.get(fault.role as RoleId)?.filter(({ title }) => titles.includes(title)) ?? [];
    return judgeFault(fault, await bench.checksOf(flows, { fault, whole }), requirements, titles);
  },
  async independent(id) {
    const fault = independent.find((one) => one.id === id);
    if (!fault) throw new Error(`There is no independent defect ${id}.`);
    const flows = bench.roles.get(fault.role as RoleId) ?? [];
    return triedWith(id, await bench.checksOf(flows, { fault, whole: true }));
  },
};

/** A process of the proof: does what it is asked by message, several things at a time, until its parent lets it go. */
process.on('message', async ({ number, kind, task }: Asked) => {
  const said: Said = { number, done: await WORK[kind](task as never) };
  process.send?.(said);
});
if (process.connected) process.once('disconnect', () => void bench.close());
else await bench.close();
