import { scene } from './scene.js';
import { snapshotOf } from './snapshot.js';
/** No state yet. */
export function createStates() {
    const stores = [];
    const memories = new Map();
    const ownOf = (held, variant, create) => {
        const own = held.get(variant) ?? create();
        held.set(variant, own);
        return own;
    };
    return {
        perVariant(create) {
            const held = new Map();
            stores.push(held);
            return () => ownOf(held, scene().variant ?? '', create);
        },
        memoryOf: (variant) => ownOf(memories, variant, () => new Map()),
        clear() {
            for (const store of [...stores, memories])
                store.clear();
        },
        snapshot: () => snapshotOf([...stores, memories]),
    };
}
//# sourceMappingURL=state.js.map