import { VERDICTS } from '../suites/harness/model/verdict.js';
/** One string for an id within a role: the same slug may be judged for two roles. */
export function keyOf(item) {
    return `${item.role} ${item.id}`;
}
/** How often each verdict occurs. */
export function count(verdicts) {
    const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0]));
    for (const verdict of verdicts)
        if (verdict)
            counts[verdict] += 1;
    return counts;
}
/** Groups items by a key, in order of first appearance. */
export function groupBy(items, key) {
    const groups = new Map();
    for (const item of items) {
        const group = groups.get(key(item));
        if (group)
            group.push(item);
        else
            groups.set(key(item), [item]);
    }
    return groups;
}
/** `1 flow`, `2 flows`. */
export function plural(n, singular, plural = `${singular}s`) {
    return `${n} ${n === 1 ? singular : plural}`;
}
//# sourceMappingURL=keys.js.map