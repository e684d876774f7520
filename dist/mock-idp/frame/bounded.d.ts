/** A Map or a Set, which holds its keys in the order of their arrival. */
interface Ordered<Key> {
    readonly size: number;
    keys(): Iterable<Key>;
}
/** The oldest keys, as many as are above the bound; one at a time, since to list all of them for the sake of one would take long. */
export declare function oldestAbove<Key>(held: Ordered<Key>, most: number): Generator<Key>;
export {};
