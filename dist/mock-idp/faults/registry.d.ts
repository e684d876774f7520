import type { Fault } from './fault.ts';
/** Every fault that the reference targets can show: the behavioural ones first, then those derived from contracts. */
export declare function allFaults(): Promise<readonly Fault[]>;
/** The same by id. Throws when two faults share an id. */
export declare function faultsById(): Promise<ReadonlyMap<string, Fault>>;
