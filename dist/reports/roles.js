import { verdictWhenBroken } from '../suites/harness/model/verdict.js';
import { count } from './keys.js';
import { isGating } from './outcome.js';
const HOLDS = new Set(['pass', 'warn', 'info']);
const JUDGED = new Set([...HOLDS, 'fail']);
/** The roles of which a check was made, in the order of the requirements. */
export function rolesOf(requirements, checks, gate) {
    const order = new Set([...requirements.map(({ role }) => role), ...checks.map(({ role }) => role)]);
    const run = new Set(checks.map(({ role }) => role));
    return [...order]
        .filter((role) => run.has(role))
        .map((role) => roleOf(role, requirements.filter((requirement) => requirement.role === role), checks.filter((check) => check.role === role), gate));
}
function roleOf(role, requirements, checks, gate) {
    const checkable = requirements.filter((requirement) => !requirement.excluded);
    const gating = checkable.filter((requirement) => verdictWhenBroken(requirement, gate) === 'fail');
    const held = gating.filter(({ verdict }) => HOLDS.has(verdict)).length;
    const judged = checkable.filter(({ verdict }) => JUDGED.has(verdict)).length;
    const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));
    const violated = checks.some((check) => isGating(check, byId.get(check.id), gate));
    const conforms = violated ? 'no' : held === gating.length && judged > 0 ? 'yes' : 'part';
    return {
        system: role.slice(0, role.lastIndexOf('.')),
        role,
        conforms,
        summary: count(checks.map(({ verdict }) => verdict)),
        requirements: {
            total: requirements.length,
            checked: judged,
            excluded: requirements.length - checkable.length,
            verdicts: count(requirements.map(({ verdict }) => verdict)),
        },
        gating: { total: gating.length, judged: gating.filter(({ verdict }) => JUDGED.has(verdict)).length, held },
        facts: [...new Set(checks.flatMap(({ skipFact }) => skipFact ?? []))].sort(),
    };
}
/** The roles that were not run: those that the run says, and those of which it judged nothing. */
export function rolesNotRun(stated, requirements, roles) {
    const known = new Set([...stated, ...roles].map(({ role }) => role));
    const silent = [...new Set(requirements.map(({ role }) => role))].filter((role) => !known.has(role));
    return [...stated, ...silent.map((role) => ({ role, reason: 'no flow of it was selected, or none came to an end' }))];
}
//# sourceMappingURL=roles.js.map