import { gates } from '../suites/harness/model/verdict.js';
import { groupBy, keyOf, plural } from './keys.js';
/** Highest precedence first. */
const PRECEDENCE = [2, 3, 1, 4, 5];
const MEANING = {
    0: 'conforms',
    1: 'violated',
    2: 'usage error',
    3: 'harness error',
    4: 'nothing or too little judged',
    5: 'stale baseline',
};
/** The words for an exit code. */
export function meaningOf(exitCode) {
    return MEANING[exitCode];
}
/** Whether a check makes the run red, after the baseline. A check of an unknown requirement counts as a MUST of a basis that gates. */
export function isGating(check, requirement, gate) {
    if (check.accepted)
        return false;
    const judgedBy = requirement ?? { level: 'MUST', basis: gate[0] ?? 'document' };
    return gates(check.verdict, judgedBy, gate);
}
/** Exit code and reasons of a run: 2, 3, 1, 4, 5 in that precedence, else 0. */
export function outcomeOf(report) {
    const reasons = [
        ...problems(report),
        ...violations(report),
        ...unjudged(report),
        ...stale(report),
    ];
    reasons.sort(([a], [b]) => PRECEDENCE.indexOf(a) - PRECEDENCE.indexOf(b));
    const exitCode = reasons[0]?.[0] ?? 0;
    if (exitCode !== 0)
        return { exitCode, conforms: 'no', reasons: reasons.map(([, text]) => text) };
    const conforms = report.roles.every((role) => role.conforms === 'yes') ? 'yes' : 'part';
    return { exitCode, conforms, reasons: [green(report, conforms)] };
}
function problems(report) {
    const own = report.problems.map(({ kind, message }) => [
        kind === 'usage' ? 2 : 3,
        firstLine(message),
    ]);
    const errors = report.checks.filter((check) => check.verdict === 'error');
    if (errors.length === 0)
        return own;
    const ids = idsOf(errors);
    return [...own, [3, `${plural(ids.length, 'requirement')} ended in an error of the harness: ${some(ids)}`]];
}
function violations(report) {
    const failed = report.checks.filter((check) => check.verdict === 'fail' && !check.accepted);
    if (failed.length === 0)
        return [];
    const byRole = [...groupBy(failed, (check) => check.role)].map(([role, checks]) => `${idsOf(checks).length} in ${role}`);
    return [[1, `${plural(idsOf(failed).length, 'requirement')} violated: ${byRole.join(', ')}`]];
}
function unjudged(report) {
    const reasons = [];
    const { withoutResult, total } = report.flows;
    if (report.interrupted) {
        reasons.push([4, `interrupted after ${total - withoutResult.length} of ${plural(total, 'flow')}`]);
    }
    else if (withoutResult.length > 0) {
        reasons.push([
            4,
            `${plural(withoutResult.length, 'flow')} of ${total} without a result: ${withoutResult[0]?.reason}`,
        ]);
    }
    const judged = report.roles.reduce((sum, role) => sum + role.requirements.checked, 0);
    if (judged === 0 && !report.shard)
        reasons.push([4, nothingJudged(report)]);
    const byId = new Map(report.requirements.map((requirement) => [keyOf(requirement), requirement]));
    const open = report.checks.filter((check) => check.verdict === 'inconclusive' && isGating(check, byId.get(keyOf(check)), report.gate));
    if (open.length > 0) {
        const cause = report.rootCauses[0];
        const hint = cause ? `; ${plural(cause.blocked.length, 'is', 'are')} blocked by ${cause.id}` : '';
        reasons.push([4, `${plural(idsOf(open).length, 'requirement')} of those that gate could not be judged${hint}`]);
    }
    return reasons;
}
function nothingJudged({ flows, notRun }) {
    if (flows.total > 0)
        return 'nothing was judged';
    const [first] = notRun;
    return first ? `nothing was judged: ${first.role}: ${first.reason}` : 'nothing was judged: no flow was selected';
}
function stale(report) {
    return (report.baseline?.stale ?? []).map(({ id, role, why }) => [5, `stale baseline entry ${id} (${role}): ${why}`]);
}
function green(report, conforms) {
    if (report.shard)
        return `nothing is violated in shard ${report.shard.current} of ${report.shard.total}`;
    const held = report.roles.reduce((sum, role) => sum + role.gating.held, 0);
    const total = report.roles.reduce((sum, role) => sum + role.gating.total, 0);
    const whole = `${held} of ${plural(total, 'requirement')} that gate hold`;
    return conforms === 'yes' ? whole : `in part: ${whole}`;
}
function idsOf(checks) {
    return [...new Map(checks.map((check) => [keyOf(check), check.id])).values()];
}
function some(ids, limit = 3) {
    const rest = ids.length - limit;
    return ids.slice(0, limit).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
function firstLine(text) {
    return text.split('\n', 1)[0] ?? '';
}
//# sourceMappingURL=outcome.js.map