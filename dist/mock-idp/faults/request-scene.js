import { clockSkew } from '../frame/scene.js';
import { faultsById } from './registry.js';
/** Reads the fault prefix of a request target and the clock header; with a problem when the fault is unknown or the clock is none. */
export function requestScene(req, target, body, memoryOf) {
    const [, prefix, id, after = ''] = /^(\/~fault\/([^/?]*))(.*)$/s.exec(target) ?? [];
    if (prefix === undefined || id === undefined)
        return sceneOf(req, { prefix: '', body }, target);
    return faultyScene(id, after.startsWith('/') ? after : `/${after}`, { req, prefix, body, memoryOf });
}
async function faultyScene(id, rest, { req, prefix, body, memoryOf }) {
    const fault = (await faultsById()).get(id);
    if (fault) {
        const own = { variant: id, replacements: replacementsOf(fault), memory: memoryOf(id), prefix, body };
        return sceneOf(req, own, rest);
    }
    const message = `there is no fault "${id}"; GET /_control/faults lists them`;
    return {
        own: { prefix: '', skewMs: 0, body },
        rest: req.url ?? '/',
        problem: { status: 404, error: 'unknown_fault', message },
    };
}
const replacements = new WeakMap();
function replacementsOf(fault) {
    const known = replacements.get(fault);
    if (known)
        return known;
    const made = new Map([...(fault.change ?? [])].map(([step, { instead }]) => [step, instead]));
    replacements.set(fault, made);
    return made;
}
function sceneOf(req, own, rest) {
    try {
        return { own: { ...own, skewMs: clockSkew(req.headers['tollgate-clock']) }, rest };
    }
    catch (error) {
        const { message } = error;
        return { own: { ...own, skewMs: 0 }, rest, problem: { status: 400, error: 'bad_clock', message } };
    }
}
//# sourceMappingURL=request-scene.js.map