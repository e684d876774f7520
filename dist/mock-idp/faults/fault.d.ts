import type { Change } from './changes.ts';
/** A defect that a reference target shows on demand. */
export interface Fault {
    readonly id: string;
    readonly system: string;
    /** `<system>.server` or `<system>.client`. */
    readonly role: string;
    /** What goes wrong, in one sentence. */
    readonly sentence: string;
    /** Ids of the requirements that end `fail` (or `warn` where that is their worst) under this fault. */
    readonly breaks: readonly string[];
    /** The honest steps that it replaces. */
    readonly change?: Change;
    /** Members of the target file that differ where the defect lies in the settings and not in the program. */
    readonly target?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
