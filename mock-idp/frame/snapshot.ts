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
export function snapshotOf(state: unknown): Restore {
  const restores: Restore[] = [];
  remember(state, new Set(), restores);
  return () => {
    for (const restore of restores) restore();
  };
}

function remember(value: unknown, seen: Set<object>, restores: Restore[]): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (isRestorable(value)) restores.push(value.snapshot());
  else if (value instanceof Map) rememberMap(value, seen, restores);
  else if (value instanceof Set) rememberSet(value, seen, restores);
  else if (isPlain(value)) rememberMembers(value, seen, restores);
}

function rememberMap(map: Map<unknown, unknown>, seen: Set<object>, restores: Restore[]): void {
  const entries = [...map];
  for (const [, value] of entries) remember(value, seen, restores);
  restores.push(() => {
    map.clear();
    for (const [key, value] of entries) map.set(key, value);
  });
}

function rememberSet(set: Set<unknown>, seen: Set<object>, restores: Restore[]): void {
  const members = [...set];
  for (const member of members) remember(member, seen, restores);
  restores.push(() => {
    set.clear();
    for (const member of members) set.add(member);
  });
}

/** Members of a list or a plain object; frozen and computed ones stay as they are. */
function rememberMembers(value: object, seen: Set<object>, restores: Restore[]): void {
  const kept = Object.entries(Object.getOwnPropertyDescriptors(value)).filter(([, one]) => one.writable);
  for (const [, { value: member }] of kept) remember(member, seen, restores);
  restores.push(() => {
    if (Array.isArray(value)) value.length = 0;
    else
      for (const name of Object.keys(value))
        if (!kept.some(([known]) => known === name)) Reflect.deleteProperty(value, name);
    for (const [name, { value: member }] of kept) Reflect.set(value, name, member);
  });
}

function isRestorable(value: object): value is Restorable {
  return 'snapshot' in value && typeof value.snapshot === 'function';
}

function isPlain(value: object): boolean {
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
