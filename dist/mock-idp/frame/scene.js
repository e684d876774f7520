import { AsyncLocalStorage } from 'node:async_hooks';
const scenes = new AsyncLocalStorage();
const outside = { prefix: '', skewMs: 0, body: Buffer.alloc(0) };
const realDateNow = Date.now;
let users = 0;
/** The scene of the request being answered; a neutral one outside any request. */
export function scene() {
    return scenes.getStore() ?? outside;
}
/** Runs `work` and all that it starts in the given scene. */
export function inScene(own, work) {
    return scenes.run(own, work);
}
/** Whether the request being answered asked for this fault; for systems whose faults are not replaced steps yet. */
export function isFaulty(id) {
    onAsked?.(id);
    return scene().variant === id;
}
/** Whether `isFaulty` could say yes, or somebody hears what it is asked. */
export function mayBeFaulty() {
    return onAsked !== undefined || scene().variant !== undefined;
}
let onAsked;
/** Sets who hears which faults `isFaulty` is asked about. */
export function hearQuestions(listener) {
    onAsked = listener;
}
/** The time of this request's clock, in milliseconds since the epoch. */
export function now() {
    return realDateNow() + scene().skewMs;
}
/** The time of the machine's clock, in milliseconds since the epoch. State is swept by this one only. */
export function realNow() {
    return realDateNow();
}
/** Lets `Date.now()` follow the clock of the request being answered, until as many `releaseClock()` follow. */
export function holdClock() {
    users += 1;
    Date.now = now;
}
/** Gives `Date.now()` back when nobody holds the clock any more. */
export function releaseClock() {
    users -= 1;
    if (users === 0)
        Date.now = realDateNow;
}
/**
 * Reads a `tollgate-clock` header: a sign and seconds, such as `+3601` or `-5`.
 * Gives milliseconds; 0 without a header; throws a RangeError for anything else.
 */
export function clockSkew(header) {
    if (header === undefined)
        return 0;
    const text = String(header);
    if (!/^[+-]\d{1,10}(\.\d{1,3})?$/.test(text)) {
        throw new RangeError(`tollgate-clock: expected a sign and seconds such as +3601 or -5, got "${text}"`);
    }
    return Math.round(Number(text) * 1000);
}
//# sourceMappingURL=scene.js.map