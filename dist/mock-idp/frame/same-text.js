import { createHash, timingSafeEqual } from 'node:crypto';
/** Whether two texts are equal, in a time that tells nothing of either. */
export function sameText(one, other) {
    const hash = (text) => createHash('sha256').update(text).digest();
    return timingSafeEqual(hash(one), hash(other));
}
//# sourceMappingURL=same-text.js.map