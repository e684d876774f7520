import { type JsonSchema } from '../../schemas/deltas.ts';
import type { Fault } from './fault.ts';
/**
 * The faults that a system's response contracts give: one for each single defect of each message that ends in `-response`.
 * Their ids are `<system>.server.message.<contract>.<requirement without the system>.<keyword>`.
 */
export declare function messageFaults(system: string): Promise<readonly Fault[]>;
/** The faults of one contract. */
export declare function faultsOfContract(system: string, contract: string, schema: JsonSchema): readonly Fault[];
