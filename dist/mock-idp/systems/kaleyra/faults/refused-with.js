import { Refused } from '../refused.js';
/** The same refusal with something changed. */
export function refusedWith(refused, change) {
    const { status, content, headers } = { ...refused, ...change };
    return new Refused(status, content, headers);
}
//# sourceMappingURL=refused-with.js.map