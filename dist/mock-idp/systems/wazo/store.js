import { oldestAbove } from '../../frame/bounded.js';
import { now, realNow, scene } from '../../frame/scene.js';
/** The expiry of a token that was revoked and is remembered all the same; only faults do so. */
export const revoked = 0;
/** More tokens than a test makes and fewer than would hurt; the oldest go first. */
const most = 50_000;
const sweepEveryMs = 60_000;
const swept = new WeakMap();
/** An empty store. */
export function createStore() {
    return { access: new Map(), accessOfUser: new Map(), refresh: new Map(), ended: new Map() };
}
/** Adds an access token, and throws away those that expired by the real clock or are too many. */
export function keepAccess(store, token) {
    const time = realNow();
    if (time - (swept.get(store) ?? 0) > sweepEveryMs) {
        swept.set(store, time);
        for (const { token: id, expiresAt } of store.access.values())
            if (expiresAt < time)
                dropAccess(store, id);
    }
    store.access.set(token.token, token);
    const own = store.accessOfUser.get(token.userUuid) ?? new Set();
    store.accessOfUser.set(token.userUuid, own.add(token));
    for (const id of oldestAbove(store.access, most))
        dropAccess(store, id);
}
/** Forgets an access token; nothing happens when there is none of this value. */
export function dropAccess(store, id) {
    const token = store.access.get(id);
    if (!token)
        return;
    store.access.delete(id);
    store.accessOfUser.get(token.userUuid)?.delete(token);
}
/** Adds a refresh token; it has no end. */
export function keepRefresh(store, token) {
    store.refresh.set(token.token, token);
    for (const id of oldestAbove(store.refresh, most))
        store.refresh.delete(id);
}
/** Ends a refresh token; nothing happens when there is none of this value. */
export function dropRefresh(store, id) {
    const token = store.refresh.get(id);
    if (token && scene().variant !== undefined)
        store.ended.set(id, token);
    store.refresh.delete(id);
}
/** The access token of this value, when it is good at this request's time. */
export function liveAccess(store, token) {
    const found = store.access.get(token);
    return found && found.expiresAt >= now() ? found : undefined;
}
/** All of a user's access tokens, or everybody's, that are good at this request's time. */
export function liveAccesses(store, userUuid) {
    const time = now();
    const all = userUuid === undefined ? store.access.values() : (store.accessOfUser.get(userUuid) ?? []);
    return [...all].filter((token) => token.expiresAt >= time);
}
/** Whether a user has at least so many access tokens that are good at this request's time. */
export function hasLiveAccesses(store, userUuid, count) {
    const own = store.accessOfUser.get(userUuid)?.size ?? 0;
    return own >= count && liveAccesses(store, userUuid).length >= count;
}
/** The refresh tokens that pass the test. */
export function refreshTokens(store, wanted) {
    return [...store.refresh.values()].filter(wanted);
}
//# sourceMappingURL=store.js.map