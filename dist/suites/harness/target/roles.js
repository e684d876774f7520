import { UsageError } from './error.js';
import { isSystemUrl, loadTargetSchema } from './schema.js';
/**
 * A role runs when the target sets all that it needs (a system's URL counts as set where there is a base URL).
 * Throws a UsageError where a target names something of a system, but not all that one of its roles needs.
 */
export function systemsToRun(target, catalogue, schema = loadTargetSchema()) {
    const run = [];
    const notRun = [];
    const mistakes = [];
    for (const { system, requirements } of catalogue) {
        const roles = new Set(requirements.map(({ role }) => role));
        const states = [...roles].map((role) => stateOf(role, target, schema));
        for (const { role, missing, begun } of states) {
            if (missing.length === 0)
                run.push(role);
            else if (begun)
                mistakes.push(incomplete(role, missing));
            else
                notRun.push({ role, reason: `set ${variables(missing)} to run it` });
        }
        const idle = idleLeaf(target, system, schema);
        if (idle && states.every(({ missing, begun }) => missing.length > 0 && !begun))
            mistakes.push(inVain(idle, states));
    }
    if (mistakes.length > 0)
        throw new UsageError(mistakes);
    return { run, notRun };
}
function stateOf(role, target, schema) {
    const found = schema.roles.find((candidate) => candidate.role === role);
    if (!found)
        throw new Error(`${role}: no x-roles of any schemas/<system>/target.schema.json says what it needs`);
    const missing = found.needs.filter((leaf) => !isSet(target, leaf));
    const begun = found.needs.flatMap(choices).some((leaf) => !isSystemUrl(leaf) && target.given.has(leaf.name));
    return { role, missing, begun };
}
function choices(need) {
    return [need, ...(need.or ?? [])];
}
function isSet({ systems, given }, need) {
    return choices(need).some((leaf) => given.has(leaf.name) || (isSystemUrl(leaf) && systems[leaf.system ?? '']?.url !== undefined));
}
function incomplete(role, missing) {
    return `${variables(missing.slice(0, 1))}: is missing although others that ${role} needs are set; set ${variables(missing)}`;
}
/** A setting of a system that does nothing unless a role of it runs. */
function idleLeaf({ given }, system, { leaves }) {
    return leaves.find((leaf) => leaf.system === system && !isSystemUrl(leaf) && given.has(leaf.name));
}
function inVain(idle, states) {
    const ways = states.map(({ role, missing }) => `${variables(missing)} for ${role}`);
    return `${idle.env}: is set, but no role of ${idle.system} can run; set ${ways.join(', or ')}`;
}
/** The variables that would set these; a system's URL is best given as the base URL. */
function variables(needs) {
    const variable = (leaf) => (isSystemUrl(leaf) ? 'TARGET_URL' : leaf.env);
    return needs.map((need) => choices(need).map(variable).join(' or ')).join(', ');
}
//# sourceMappingURL=roles.js.map