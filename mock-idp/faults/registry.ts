import type { Fault } from '../frame/system.ts';
import { allSystems } from '../frame/systems.ts';
import { messageFaults } from './message-faults.ts';

let known: Promise<ReadonlyMap<string, Fault>> | undefined;

/** Every fault that the reference targets can show: the behavioural ones first, then those derived from contracts. */
export async function allFaults(): Promise<readonly Fault[]> {
  return [...(await faultsById()).values()];
}

/** The same by id. Throws when two faults share an id. */
export function faultsById(): Promise<ReadonlyMap<string, Fault>> {
  known ??= collect();
  return known;
}

async function collect(): Promise<ReadonlyMap<string, Fault>> {
  const systems = await allSystems();
  const derived = await Promise.all(systems.map((system) => messageFaults(system.name)));
  const byId = new Map<string, Fault>();
  for (const fault of [...systems.flatMap((system) => system.faults), ...derived.flat()]) {
    if (byId.has(fault.id)) throw new Error(`fault ${fault.id}: the id is used twice`);
    byId.set(fault.id, fault);
  }
  return byId;
}
