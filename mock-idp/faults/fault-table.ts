import type { Change } from './changes.ts';
import type { Fault } from './fault.ts';

/** One fault: what goes wrong, the ids of the requirements that it breaks, and how it does. */
export type FaultRow = readonly [sentence: string, breaks: string | readonly string[], how: Change | InSettings];

/** A defect that lies in the settings and not in the program: members of the target file that differ. */
export interface InSettings {
  readonly target: NonNullable<Fault['target']>;
}

/** The faults of a role, by slug; a fault's id is `<role>.<slug>`. */
export function faultsOf(role: string, table: Readonly<Record<string, FaultRow>>): readonly Fault[] {
  const [system = ''] = role.split('.');
  return Object.entries(table).map(([slug, [sentence, breaks, how]]) => ({
    id: `${role}.${slug}`,
    system,
    role,
    sentence,
    breaks: [breaks].flat(),
    ...(how instanceof Map ? { change: how } : (how as InSettings)),
  }));
}
