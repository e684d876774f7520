import type { Change } from './changes.ts';
import type { Fault } from './fault.ts';
/** One fault: what goes wrong, the ids of the requirements that it breaks, and how it does. */
export type FaultRow = readonly [sentence: string, breaks: string | readonly string[], how: Change | InSettings];
/** A defect that lies in the settings and not in the program: members of the target file that differ. */
export interface InSettings {
    readonly target: NonNullable<Fault['target']>;
}
/** The faults of a role, by slug; a fault's id is `<role>.<slug>`. */
export declare function faultsOf(role: string, table: Readonly<Record<string, FaultRow>>): readonly Fault[];
/** Faults of systems that are not replaced steps yet: id without its prefix, what goes wrong, what it breaks. */
export type FaultTable = Readonly<Record<string, readonly [sentence: string, requirement: string, ...more: string[]]>>;
/** The faults of such a table. `prefix` is that of their ids and of the requirements'; the system's name unless told. */
export declare function faultsIn(table: FaultTable, role: string, prefix?: string): readonly Fault[];
