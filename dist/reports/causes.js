import { groupBy, keyOf } from './keys.js';
/**
 * Groups what could not be judged by what it is blocked by, the cause that holds up most first. A requirement that is blocked by
 * another that is blocked by a third counts for the third.
 */
export function rootCauses(requirements, checks) {
    const hung = checks.filter((check) => check.verdict === 'inconclusive' && check.blockedBy && check.blockedBy !== check.id);
    const links = new Map(hung.map((check) => [keyOf(check), check.blockedBy]));
    const order = new Map(requirements.map((requirement, index) => [keyOf(requirement), index]));
    const position = (role, id) => order.get(keyOf({ role, id })) ?? Number.MAX_SAFE_INTEGER;
    const groups = groupBy(hung, (check) => `${check.role} ${endOf(links, check.role, check.blockedBy)}`);
    const causes = [...groups.values()].map((group) => {
        const role = group[0].role;
        const id = endOf(links, role, group[0].blockedBy);
        const blocked = [...new Set(group.map((check) => check.id))].filter((hangs) => hangs !== id);
        blocked.sort((a, b) => position(role, a) - position(role, b));
        const broken = requirements.find((requirement) => requirement.id === id && requirement.role === role);
        return { id, role, message: messageOf(broken, id, role, checks, group), blocked };
    });
    return causes
        .filter(({ blocked }) => blocked.length > 0)
        .sort((a, b) => b.blocked.length - a.blocked.length || position(a.role, a.id) - position(b.role, b.id));
}
function endOf(links, role, start) {
    const seen = new Set();
    let id = start;
    for (let next = links.get(keyOf({ role, id })); next && !seen.has(id); next = links.get(keyOf({ role, id }))) {
        seen.add(id);
        id = next;
    }
    return id;
}
/** What is wrong there: the rule that is broken, or why it could not be judged. */
function messageOf(requirement, id, role, checks, blocked) {
    const own = checks.find((check) => check.role === role && check.id === id && check.verdict !== 'pass');
    if (own?.message)
        return own.message;
    if (own?.actual !== undefined && requirement)
        return `broken: ${requirement.text.replace(/\.$/, '')}`;
    if (id.endsWith('.reachable')) {
        return blocked.find((check) => check.message)?.message ?? 'the target gave no response';
    }
    return own ? `its verdict is ${own.verdict}` : 'no check of it came to an end';
}
//# sourceMappingURL=causes.js.map