import { oldestAbove } from '../frame/bounded.js';
import { snapshotOf } from '../frame/snapshot.js';
const most = 10_000;
/** Consents in memory; the oldest give way when there are ten thousand. */
export function createConsents({ consented, remembersConsent }) {
    const scopesOf = new Map();
    const once = new Set();
    const keyOf = (sub, clientId) => JSON.stringify([sub, clientId]);
    return {
        snapshot: () => snapshotOf([scopesOf, once]),
        granted(sub, clientId, wanted) {
            const key = keyOf(sub, clientId);
            const known = scopesOf.get(key);
            if (!known)
                return undefined;
            if (remembersConsent?.() === false && !once.delete(key))
                return undefined;
            return consented?.(known, wanted) ?? known;
        },
        grant(sub, clientId, scopes) {
            const key = keyOf(sub, clientId);
            scopesOf.set(key, new Set([...(scopesOf.get(key) ?? []), ...scopes]));
            once.add(key);
            for (const oldest of oldestAbove(scopesOf, most))
                scopesOf.delete(oldest);
        },
    };
}
//# sourceMappingURL=consents.js.map