import type { Requirement } from './requirement.ts';
/** The requirements of one system, in its document's order. */
export interface SystemRequirements {
    readonly system: string;
    readonly document: {
        readonly title: string;
        readonly file?: string;
        readonly url?: string;
    };
    readonly requirements: readonly Requirement[];
}
/** All systems' requirements, by the systems' names. */
export type Catalogue = readonly SystemRequirements[];
/**
 * Reads `suites/<system>/requirements.json` of every folder that has one.
 * Throws an Error with one line for each mistake: file, place, what is wrong.
 */
export declare function loadCatalogue(root?: string): Catalogue;
/** The same without looking for mistakes, for a process whose run has looked already. */
export declare function readCatalogue(root?: string): Catalogue;
/** All requirements of a catalogue, excluded ones too. */
export declare function requirementsOf(catalogue: Catalogue): Requirement[];
