import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allSystems, codeEnding } from '../frame/systems.ts';
import type { Fault } from './fault.ts';
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
  const names = (await allSystems()).map(({ name }) => name);
  const behavioural = await Promise.all(names.map(behaviouralFaults));
  const derived = await Promise.all(names.map(messageFaults));
  const byId = new Map<string, Fault>();
  for (const fault of [...behavioural.flat(), ...derived.flat()]) {
    if (byId.has(fault.id)) throw new Error(`fault ${fault.id}: the id is used twice`);
    byId.set(fault.id, fault);
  }
  return byId;
}

/** What `mock-idp/systems/<system>/faults.ts` exports as `faults`. */
async function behaviouralFaults(system: string): Promise<readonly Fault[]> {
  const file = new URL(`../systems/${system}/faults${codeEnding}`, import.meta.url);
  if (!existsSync(fileURLToPath(file))) return [];
  const { faults } = (await import(file.href)) as { faults?: readonly Fault[] };
  if (!faults) throw new Error(`mock-idp/systems/${system}/faults.ts: expected it to export \`faults\``);
  return faults;
}
