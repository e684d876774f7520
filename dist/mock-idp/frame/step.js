import { scene } from './scene.js';
let onCall;
/**
 * Names a decision of a reference target where it stands. Gives a function of the same type, which does the same unless
 * the scene of the request being answered puts something else in its place.
 */
export function step(honest) {
    const named = (...given) => {
        const instead = scene().replacements?.get(named);
        if (instead)
            return instead(honest)(...given);
        const result = honest(...given);
        onCall?.(named, given, result);
        return result;
    };
    return named;
}
/** Sets who hears of each call of an honest step; `undefined` ends it. */
export function hearSteps(listener) {
    onCall = listener;
}
//# sourceMappingURL=step.js.map