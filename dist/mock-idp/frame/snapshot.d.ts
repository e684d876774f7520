/** Brings back what was remembered; may be called more than once. */
export type Restore = () => void;
/** State that is more than data, and so remembers itself. */
export interface Restorable {
    snapshot(): Restore;
}
/**
 * Remembers what maps, sets, lists and plain objects hold, at every depth, and brings it back in the same objects: who
 * holds one of them holds it still. What is Restorable is asked; all else, such as a key, counts as unchangeable.
 */
export declare function snapshotOf(state: unknown): Restore;
