import type { Basis, RoleId } from '../suites/harness/model/requirement.ts';
import { type Verdict, verdictWhenBroken } from '../suites/harness/model/verdict.ts';
import { count } from './keys.ts';
import type { Conformance, Gating, NotRun, ReportCheck, ReportRequirement, RoleReport } from './model.ts';
import { isGating } from './outcome.ts';

const HOLDS: ReadonlySet<Verdict | null> = new Set(['pass', 'warn', 'info']);
const JUDGED: ReadonlySet<Verdict | null> = new Set([...HOLDS, 'fail']);

/** The roles of which a check was made, in the order of the requirements. */
export function rolesOf(
  requirements: readonly ReportRequirement[],
  checks: readonly ReportCheck[],
  gate: readonly Basis[],
): RoleReport[] {
  const order = new Set([...requirements.map(({ role }) => role), ...checks.map(({ role }) => role)]);
  const run = new Set(checks.map(({ role }) => role));
  return [...order]
    .filter((role) => run.has(role))
    .map((role) =>
      roleOf(
        role,
        requirements.filter((requirement) => requirement.role === role),
        checks.filter((check) => check.role === role),
        gate,
      ),
    );
}

function roleOf(
  role: RoleId,
  requirements: readonly ReportRequirement[],
  checks: readonly ReportCheck[],
  gate: readonly Basis[],
): RoleReport {
  const checkable = requirements.filter((requirement) => !requirement.excluded);
  const gating = checkable.filter((requirement) => verdictWhenBroken(requirement, gate) === 'fail');
  const stand = gatingOf(gating, checks);
  const judged = checkable.filter(({ verdict }) => JUDGED.has(verdict)).length;
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  const violated = checks.some((check) => isGating(check, byId.get(check.id), gate));
  const conforms: Conformance = violated ? 'no' : stand.held === stand.total && judged > 0 ? 'yes' : 'part';
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
    gating: stand,
    facts: [...new Set(checks.flatMap(({ skipFact }) => skipFact ?? []))].sort(),
  };
}

function gatingOf(gating: readonly ReportRequirement[], checks: readonly ReportCheck[]): Gating {
  const open = new Set(checks.filter(({ verdict, accepted }) => verdict === 'fail' && !accepted).map(({ id }) => id));
  const withVerdict = (is: (verdict: Verdict | null) => boolean) => gating.filter(({ verdict }) => is(verdict));
  const failed = withVerdict((verdict) => verdict === 'fail');
  return {
    total: gating.length,
    judged: withVerdict((verdict) => JUDGED.has(verdict)).length,
    held: withVerdict((verdict) => HOLDS.has(verdict)).length,
    broken: failed.filter(({ id }) => open.has(id)).length,
    accepted: failed.filter(({ id }) => !open.has(id)).length,
    undecided: withVerdict((verdict) => verdict === 'inconclusive' || verdict === 'error').map(({ id }) => id),
    notTried: withVerdict((verdict) => verdict === null || verdict === 'skip').map(({ id }) => id),
  };
}

/** The roles that were not run: those that the run says, and those of which it judged nothing. */
export function rolesNotRun(
  stated: readonly NotRun[],
  requirements: readonly ReportRequirement[],
  roles: readonly RoleReport[],
): NotRun[] {
  const known = new Set([...stated, ...roles].map(({ role }) => role));
  const silent = [...new Set(requirements.map(({ role }) => role))].filter((role) => !known.has(role));
  return [...stated, ...silent.map((role) => ({ role, reason: 'no flow of it was selected, or none came to an end' }))];
}
