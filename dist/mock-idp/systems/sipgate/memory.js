import { oldestAbove } from '../../frame/bounded.js';
/** Nothing remembered yet. */
export function createMemory() {
    return {
        given: new Set(),
        refreshed: new Set(),
        refreshTokens: new Set(),
        newestRefresh: new Map(),
        newestAccess: new Map(),
        aliases: new Map(),
    };
}
const most = 2_000;
/** Forgets the oldest of what has grown too large. */
export function trim(memory) {
    for (const held of [memory.given, memory.refreshed, memory.refreshTokens, memory.aliases]) {
        for (const key of oldestAbove(held, most))
            held.delete(key);
    }
}
//# sourceMappingURL=memory.js.map