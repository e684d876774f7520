import { hash } from 'node:crypto';
import { oldestAbove } from '../frame/bounded.js';
import { snapshotOf } from '../frame/snapshot.js';
const most = 50_000;
/** An empty book; of more than fifty thousand tokens the oldest are forgotten. */
export function createTokenBook() {
    const references = new Map();
    const keyOf = (token) => hash('sha256', token, 'base64');
    return {
        snapshot: () => snapshotOf(references),
        add(token, reference) {
            references.set(keyOf(token), reference);
            for (const oldest of oldestAbove(references, most))
                references.delete(oldest);
        },
        referenceOf: (token) => references.get(keyOf(token)),
    };
}
//# sourceMappingURL=token-book.js.map