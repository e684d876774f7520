/** A Map or a Set, which holds its keys in the order of their arrival. */
interface Ordered<Key> {
  readonly size: number;
  keys(): Iterable<Key>;
}

/** The oldest keys, as many as are above the bound; one at a time, since to list all of them for the sake of one would take long. */
export function* oldestAbove<Key>(held: Ordered<Key>, most: number): Generator<Key> {
  let above = held.size - most;
  if (above <= 0) return;
  for (const key of held.keys()) {
    yield key;
    above -= 1;
    if (above === 0) return;
  }
}
