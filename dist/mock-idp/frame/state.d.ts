import { type Restore } from './snapshot.ts';
/** The state of all systems, apart by variant. */
export interface States {
    /** State of which every variant has its own: the accessor gives the one of the request being answered. */
    perVariant<T>(create: () => T): () => T;
    /** What the replaced steps of a variant keep. */
    memoryOf(variant: string): Map<unknown, unknown>;
    /** Forgets everything. */
    clear(): void;
    /** Remembers everything as it is now, for the function given to bring it back. */
    snapshot(): Restore;
}
/** No state yet. */
export declare function createStates(): States;
