import { keyOf } from './keys.js';
function positions(items) {
    const found = new Map();
    for (const item of items)
        if (!found.has(item))
            found.set(item, found.size);
    return found;
}
/**
 * Sorts flows by role (as the requirements do), by the first requirement that they judge, by title: an order that
 * does not depend on the order of arrival, so that shards merged in any order give the same report.
 */
export function sortFlows(flows, requirements) {
    const roles = positions(requirements.map((requirement) => requirement.role));
    const ids = positions(requirements.map(keyOf));
    const last = Number.MAX_SAFE_INTEGER;
    const ranked = flows.map((flow) => ({
        flow,
        role: roles.get(flow.role) ?? last,
        first: Math.min(last, ...flow.checks.map((check) => ids.get(keyOf(check)) ?? last)),
    }));
    ranked.sort((a, b) => a.role - b.role ||
        a.first - b.first ||
        compare(a.flow.role, b.flow.role) ||
        compare(a.flow.flow, b.flow.flow) ||
        compare(JSON.stringify(a.flow.checks), JSON.stringify(b.flow.checks)));
    return ranked.map(({ flow }) => flow);
}
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
/** Lays the flows' checks and exchanges end to end; what points at exchanges points at positions in the one list. */
export function flatten(flows) {
    const results = [];
    const checks = [];
    const exchanges = [];
    for (const { role, flow, endpoint, durationMs, ...made } of flows) {
        const own = made.exchanges.map((_, index) => exchanges.length + index);
        for (const check of made.checks) {
            checks.push({ ...check, exchanges: check.exchanges.flatMap((index) => own[index] ?? []) });
        }
        results.push({ role, flow, endpoint, durationMs, exchanges: own });
        exchanges.push(...made.exchanges);
    }
    return { results, checks, exchanges };
}
//# sourceMappingURL=order.js.map