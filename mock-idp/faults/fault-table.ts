import type { Fault } from '../frame/system.ts';

/** Faults by an id without its prefix: what goes wrong, and the requirements (without the prefix) that it breaks. */
export type FaultTable = Readonly<Record<string, readonly [sentence: string, requirement: string, ...more: string[]]>>;

/** The faults of a table. `prefix` is that of their ids and of the requirements'; the system's name unless told. */
export function faultsIn(table: FaultTable, role: string, prefix?: string): readonly Fault[] {
  const [system = ''] = role.split('.');
  const named = (id: string) => `${prefix ?? system}.${id}`;
  return Object.entries(table).map(([id, [sentence, ...breaks]]) => ({
    id: named(id),
    system,
    role,
    sentence,
    breaks: breaks.map(named),
  }));
}
