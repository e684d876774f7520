import { scene } from '../frame/scene.js';
/** Puts another function in the place of a step; it gets the honest one. */
export function instead(step, replace) {
    return new Map([[step, { instead: replace, concerns: () => true }]]);
}
/**
 * Changes the result of a step; one that is a promise is awaited. `change` gives the very result where it leaves it
 * alone, and never alters it in place: the proof also calls it to learn which flows a fault can reach.
 */
export function altered(step, change) {
    const replace = (honest) => (...given) => {
        const result = honest(...given);
        return result instanceof Promise ? result.then((value) => change(value, ...given)) : change(result, ...given);
    };
    const concerns = (given, result) => result instanceof Promise || differs(() => change(result, ...given), result);
    return new Map([[step, { instead: replace, concerns }]]);
}
/** Does something else than the step in some cases; `then` gets the honest function first. */
export function except(step, when, then) {
    const replace = (honest) => (...given) => when(...given) ? then(honest, ...given) : honest(...given);
    const concerns = (given) => differs(() => when(...given), false);
    return new Map([[step, { instead: replace, concerns }]]);
}
/** Several changes of one fault. Throws where two change the same step. */
export function together(...changes) {
    const all = changes.flatMap((change) => [...change]);
    const one = new Map(all);
    if (one.size < all.length)
        throw new Error('two changes of one fault concern the same step; write them as one');
    return one;
}
/** What a fault keeps between requests: of its own in each mock and for each fault, and dropped by a reset. */
export function kept(create) {
    const key = Symbol();
    return () => {
        const { memory } = scene();
        if (!memory)
            return create();
        if (!memory.has(key))
            memory.set(key, create());
        return memory.get(key);
    };
}
/** A change that cannot be computed on what the honest mock saw may well matter. */
function differs(compute, from) {
    try {
        return !Object.is(compute(), from);
    }
    catch {
        return true;
    }
}
//# sourceMappingURL=changes.js.map