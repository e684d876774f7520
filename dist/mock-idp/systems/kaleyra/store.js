import { realNow } from '../../frame/scene.js';
import { snapshotOf } from '../../frame/snapshot.js';
const most = 20_000;
const keptMs = 24 * 3_600_000;
/** An empty store of at most 20,000 tokens; those long expired by the real clock go first, then the oldest. */
export function createStore() {
    const tokens = new Map();
    return {
        add(token, issued) {
            if (tokens.size >= most) {
                for (const [old, { expiresAt }] of tokens)
                    if (expiresAt + keptMs < realNow())
                        tokens.delete(old);
                for (const old of tokens.keys())
                    if (tokens.size >= most)
                        tokens.delete(old);
            }
            tokens.set(token, issued);
        },
        get: (token) => tokens.get(token),
        snapshot: () => snapshotOf(tokens),
    };
}
//# sourceMappingURL=store.js.map