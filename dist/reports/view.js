import { groupBy, keyOf } from './keys.js';
import { isGating } from './outcome.js';
/** Groups the checks that match by requirement, in the report's order. */
export function findings(report, matches) {
    const requirements = new Map(report.requirements.map((requirement) => [keyOf(requirement), requirement]));
    return [...groupBy(report.checks.filter(matches), keyOf)].map(([key, checks]) => {
        const first = checks[0];
        return { id: first.id, role: first.role, requirement: requirements.get(key), checks, first };
    });
}
/** What makes the run red by itself: failures and errors that nobody accepted, failures first. */
export function failures(report) {
    const red = (verdict) => findings(report, (check) => check.verdict === verdict && !check.accepted);
    return [...red('fail'), ...red('error')];
}
/** What could not be judged although it gates, and is blocked by no root cause. */
export function undecided(report) {
    const requirements = new Map(report.requirements.map((requirement) => [keyOf(requirement), requirement]));
    const blocked = new Set(report.rootCauses.flatMap(({ role, blocked }) => blocked.map((id) => keyOf({ id, role }))));
    return findings(report, (check) => check.verdict === 'inconclusive' &&
        !blocked.has(keyOf(check)) &&
        isGating(check, requirements.get(keyOf(check)), report.gate));
}
/** The failures that the baseline accepts. */
export function acceptedFailures(report) {
    return findings(report, (check) => check.accepted !== undefined);
}
/** The exchange that a check is about: the last of those it judged. */
export function decisive(report, check) {
    const index = check.exchanges.at(-1);
    return index === undefined ? undefined : report.exchanges[index];
}
/** What was expected and what came, in one line. */
export function difference({ first }) {
    const { expected, actual, message } = first;
    if (expected !== undefined && actual !== undefined)
        return `expected ${expected}; actual ${actual}`;
    return message ?? actual ?? expected ?? '';
}
const SENTENCE = {
    yes: 'conforms',
    part: 'conforms in part',
    no: 'does not conform',
};
/** `conforms`, `conforms in part`, `does not conform`. */
export function conformanceText(conforms) {
    return SENTENCE[conforms];
}
/** What a role comes to: a role in which nothing is broken but something that gates is undecided does not conform yet. */
export function roleText({ conforms, requirements }) {
    const broken = requirements.verdicts.fail + requirements.verdicts.error > 0;
    return conforms === 'no' && !broken ? 'could not be judged' : conformanceText(conforms);
}
/** How much of a role was judged: `48 of 50 requirements judged`. */
export function judgedText({ requirements }) {
    const { checked, total, excluded } = requirements;
    return `${checked} of ${total - excluded} requirements judged`;
}
/** `46 pass, 2 fail`: the verdicts that occur, worst first. */
export function countsText(counts) {
    return Object.entries(counts)
        .filter(([, n]) => n > 0)
        .map(([verdict, n]) => `${n} ${verdict}`)
        .join(', ');
}
/** The target in one line: name, version, address. */
export function targetText({ target }) {
    return [target.version ? `${target.name} ${target.version}` : target.name, target.url]
        .filter((part, index, parts) => parts.indexOf(part) === index)
        .join(' · ');
}
//# sourceMappingURL=view.js.map