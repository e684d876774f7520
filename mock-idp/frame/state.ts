import { scene } from './scene.ts';
import { type Restore, snapshotOf } from './snapshot.ts';

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
export function createStates(): States {
  const stores: Map<string, unknown>[] = [];
  const memories = new Map<string, Map<unknown, unknown>>();
  const ownOf = <T>(held: Map<string, T>, variant: string, create: () => T): T => {
    const own = held.get(variant) ?? create();
    held.set(variant, own);
    return own;
  };
  return {
    perVariant(create) {
      const held = new Map<string, ReturnType<typeof create>>();
      stores.push(held);
      return () => ownOf(held, scene().variant ?? '', create);
    },
    memoryOf: (variant) => ownOf(memories, variant, () => new Map()),
    clear() {
      for (const store of [...stores, memories]) store.clear();
    },
    snapshot: () => snapshotOf([...stores, memories]),
  };
}
