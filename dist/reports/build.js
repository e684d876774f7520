import { worst } from '../suites/harness/model/verdict.js';
import { applyBaseline } from './baseline.js';
import { rootCauses } from './causes.js';
import { count, groupBy, keyOf } from './keys.js';
import { flatten, sortFlows } from './order.js';
import { outcomeOf } from './outcome.js';
import { rolesNotRun, rolesOf } from './roles.js';
/** What the run has left on the target; a reader must know, since some of it may never end by itself. */
function leftoverNotice(flows) {
    const left = flows.flatMap((flow) => flow.leftovers ?? []);
    if (left.length === 0)
        return [];
    const more = left.length > 5 ? ` and ${left.length - 5} more` : '';
    return [`The target would not let the run take back what it had made: ${left.slice(0, 5).join(', ')}${more}.`];
}
/** Builds the report of a run; pure, and independent of the order in which flows came in. */
export function buildReport(input) {
    const { run, flowsWithoutResult } = input;
    const flows = sortFlows(input.flows, run.requirements);
    const { results, checks, exchanges } = flatten(flows);
    const withoutResult = [...flowsWithoutResult].sort((a, b) => (a.role ?? '').localeCompare(b.role ?? '', 'en') || a.title.localeCompare(b.title, 'en'));
    return conclude({
        apiVersion: 'tollgate/v1',
        kind: 'ConformanceReport',
        generatedAt: input.now.toISOString(),
        tollgate: { version: run.version },
        target: run.target,
        requirements: run.requirements,
        checks,
        exchanges,
        gate: run.gate,
        notices: [...run.notices, ...leftoverNotice(flows)],
        notRun: run.notRun,
        flows: { total: flows.length + withoutResult.length, results, withoutResult },
        problems: input.problems ?? [],
        interrupted: input.interrupted ?? false,
        ...(input.shard && { shard: { current: input.shard.current, total: input.shard.total } }),
        ...(input.baseline && {
            baseline: { ...(input.baselineFile && { file: input.baselineFile }), accepted: input.baseline.accepted },
        }),
    }, input.now);
}
/** Concludes everything that follows from the checks: acceptance, verdicts, roles, root causes, outcome. */
export function conclude(findings, now) {
    const { checks, stale } = applyBaseline(findings, now);
    const verdicts = groupBy(checks, keyOf);
    const requirements = findings.requirements.map((requirement) => ({
        ...requirement,
        verdict: worst((verdicts.get(keyOf(requirement)) ?? []).map(({ verdict }) => verdict)) ?? null,
    }));
    const roles = rolesOf(requirements, checks, findings.gate);
    const { apiVersion, kind, generatedAt, tollgate, target, shard, baseline } = findings;
    const head = { apiVersion, kind, generatedAt, tollgate, target };
    const body = {
        summary: count(checks.map(({ verdict }) => verdict)),
        roles,
        rootCauses: rootCauses(requirements, checks),
        gate: findings.gate,
        notices: findings.notices,
        notRun: rolesNotRun(findings.notRun, requirements, roles),
        flows: findings.flows,
        problems: findings.problems,
        interrupted: findings.interrupted,
        ...(shard && { shard }),
        ...(baseline && { baseline: { ...baseline, stale } }),
        requirements,
        checks,
        exchanges: findings.exchanges,
    };
    return { ...head, outcome: outcomeOf({ ...head, ...body }), ...body };
}
//# sourceMappingURL=build.js.map