import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allSystems, codeEnding } from '../frame/systems.ts';
import { type Change, together } from './changes.ts';
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
  const own = await Promise.all(names.map(faultsOfSystem));
  const behavioural = own.map(({ faults }) => faults);
  const derived = await Promise.all(names.map(messageFaults));
  const beside = Object.assign({}, ...own.map(({ besideMessages }) => besideMessages)) as Record<string, Change>;
  const byId = new Map<string, Fault>();
  for (const fault of [...behavioural.flat(), ...derived.flat()]) {
    if (byId.has(fault.id)) throw new Error(`fault ${fault.id}: the id is used twice`);
    byId.set(fault.id, fault);
  }
  for (const [id, change] of Object.entries(beside)) {
    const fault = byId.get(id);
    if (!fault?.change) throw new Error(`besideMessages: there is no message fault ${id}`);
    byId.set(id, { ...fault, change: together(fault.change, change) });
  }
  return byId;
}

interface SystemFaults {
  readonly faults: readonly Fault[];
  /** What message faults of the system change beside the message, by the id of the fault. */
  readonly besideMessages?: Readonly<Record<string, Change>>;
}

/** What `mock-idp/systems/<system>/faults.ts` exports. */
async function faultsOfSystem(system: string): Promise<SystemFaults> {
  const file = new URL(`../systems/${system}/faults${codeEnding}`, import.meta.url);
  if (!existsSync(fileURLToPath(file))) return { faults: [] };
  const exported = (await import(file.href)) as Partial<SystemFaults>;
  const { faults, besideMessages } = exported;
  if (!faults) throw new Error(`mock-idp/systems/${system}/faults.ts: expected it to export \`faults\``);
  return { faults, ...(besideMessages && { besideMessages }) };
}
