import { now } from '../../frame/scene.js';
import { step } from '../../frame/step.js';
/** The response that carries a token and its expiry where, and as what, the shape says. Neither path may lead into the other. */
export function shaped(shape, token, expiry) {
    const response = structuredClone(shape.members);
    put(response, stepsOf(shape.tokenFieldPath, shape.fieldPaths), token);
    put(response, stepsOf(shape.expirationFieldPath, shape.fieldPaths), expiry);
    return response;
}
/** The members that a field path leads through. */
export function stepsOf(path, grammar) {
    return grammar === 'flat' ? [path] : path.replace(/\[(\d+)\]/g, '.$1').split('.');
}
/** How the shape says that a token lives so many seconds from now. */
export const expiryOf = step(({ expiration, expirationType }, lifetime) => {
    const at = now() + lifetime * 1000;
    if (expiration === 'iso')
        return new Date(at).toISOString();
    const value = { seconds: lifetime, 'epoch-seconds': Math.floor(at / 1000), 'epoch-milliseconds': at }[expiration];
    return expirationType === 'string' ? String(value) : value;
});
function put(into, [first, next, ...rest], value) {
    if (first === undefined)
        return;
    if (next === undefined) {
        into[first] = value;
        return;
    }
    into[first] ??= /^\d+$/.test(next) ? [] : {};
    put(into[first], [next, ...rest], value);
}
//# sourceMappingURL=shape.js.map