import { nearest } from '../schemas/nearest.ts';
import type { Basis, Requirement } from '../suites/harness/model/requirement.ts';
import { gates } from '../suites/harness/model/verdict.ts';
import { isAsked } from './asked.ts';
import { groupBy, keyOf, plural } from './keys.ts';
import type { Conformance, ExitCode, Outcome, Report, ReportCheck, RoleReport } from './model.ts';

/** Highest precedence first. */
const PRECEDENCE: readonly ExitCode[] = [2, 3, 1, 4, 5];

const MEANING: Readonly<Record<ExitCode, string>> = {
  0: 'conforms',
  1: 'violated',
  2: 'usage error',
  3: 'harness error',
  4: 'nothing or too little judged',
  5: 'stale baseline',
};

/** The words for an exit code. */
export function meaningOf(exitCode: ExitCode): string {
  return MEANING[exitCode];
}

/** Whether a check makes the run red, after the baseline. A check of an unknown requirement counts as a MUST of a basis that gates. */
export function isGating(
  check: ReportCheck,
  requirement: Pick<Requirement, 'level' | 'basis'> | undefined,
  gate: readonly Basis[],
): boolean {
  if (check.accepted) return false;
  const judgedBy = requirement ?? { level: 'MUST', basis: gate[0] ?? 'document' };
  return gates(check.verdict, judgedBy, gate);
}

/** Exit code and reasons of a run: 2, 3, 1, 4, 5 in that precedence, else 0. */
export function outcomeOf(report: Omit<Report, 'outcome'>): Outcome {
  const reasons: [ExitCode, string][] = [
    ...problems(report),
    ...unknownRoles(report),
    ...violations(report),
    ...unjudged(report),
    ...stale(report),
  ];
  reasons.sort(([a], [b]) => PRECEDENCE.indexOf(a) - PRECEDENCE.indexOf(b));
  const exitCode = reasons[0]?.[0] ?? 0;
  if (exitCode !== 0)
    return {
      exitCode,
      conforms: 'no',
      reasons: [...reasons.map(([, text]) => text), ...(judgedIn(report) > 0 ? [standing(report)] : [])],
    };
  const conforms: Conformance = report.shard
    ? 'part'
    : report.roles.every((role) => role.conforms === 'yes')
      ? 'yes'
      : 'part';
  return { exitCode, conforms, reasons: [standing(report)] };
}

function problems(report: Omit<Report, 'outcome'>): [ExitCode, string][] {
  const own = report.problems.map(({ kind, message }): [ExitCode, string] => [
    kind === 'usage' ? 2 : 3,
    firstLine(message),
  ]);
  const errors = report.checks.filter((check) => check.verdict === 'error');
  if (errors.length === 0) return own;
  const ids = idsOf(errors);
  return [...own, [3, `${plural(ids.length, 'requirement')} ended in an error of the harness: ${some(ids)}`]];
}

function violations(report: Omit<Report, 'outcome'>): [ExitCode, string][] {
  const failed = report.checks.filter((check) => check.verdict === 'fail' && !check.accepted);
  if (failed.length === 0) return [];
  const byRole = [...groupBy(failed, (check) => check.role)].map(
    ([role, checks]) => `${idsOf(checks).length} in ${role}`,
  );
  return [[1, `${plural(idsOf(failed).length, 'requirement')} violated: ${byRole.join(', ')}`]];
}

function unjudged(report: Omit<Report, 'outcome'>): [ExitCode, string][] {
  const reasons: [ExitCode, string][] = [];
  const { withoutResult, total } = report.flows;
  if (report.interrupted && total === 0) {
    reasons.push([4, 'interrupted before it began']);
  } else if (report.interrupted) {
    reasons.push([4, `interrupted after ${total - withoutResult.length} of ${plural(total, 'flow')}`]);
  } else if (withoutResult.length > 0) {
    reasons.push([
      4,
      `${plural(withoutResult.length, 'flow')} of ${total} without a result: ${withoutResult[0]?.reason}`,
    ]);
  }
  if (report.shards && report.shards.missing.length > 0) reasons.push([4, shardsMissing(report.shards)]);
  const isSaid = report.problems.length > 0 || report.interrupted;
  if (judgedIn(report) === 0 && !report.shard && !isSaid) reasons.push([4, nothingJudged(report)]);

  const byId = new Map(report.requirements.map((requirement) => [keyOf(requirement), requirement]));
  const open = report.checks.filter(
    (check) => check.verdict === 'inconclusive' && isGating(check, byId.get(keyOf(check)), report.gate),
  );
  if (open.length > 0) {
    const cause = report.rootCauses[0];
    const hint = cause?.gates ? `; ${plural(cause.blocked.length, 'is', 'are')} blocked by ${cause.id}` : '';
    reasons.push([4, `${plural(idsOf(open).length, 'requirement')} of those that gate could not be judged${hint}`]);
  }
  return reasons;
}

function judgedIn({ roles }: Pick<Report, 'roles'>): number {
  return roles.reduce((sum, role) => sum + role.requirements.checked, 0);
}

function shardsMissing({ total, missing }: NonNullable<Report['shards']>): string {
  const named = `${missing.length === 1 ? 'shard' : 'shards'} ${listed(missing.map(String))} of ${total}`;
  return `${named} ${missing.length === 1 ? 'is' : 'are'} missing from the merge; add the blob, or run it again`;
}

/** Entries of the baseline for a role that nobody knows: they would accept nothing, and never be stale. */
function unknownRoles({ baseline, requirements, notRun }: Omit<Report, 'outcome'>): [ExitCode, string][] {
  const known = new Set<string>([...requirements.map(({ role }) => role), ...notRun.map(({ role }) => role)]);
  if (known.size === 0) return [];
  const unknown = (baseline?.accepted ?? []).filter(({ role }) => !known.has(role));
  return unknown.map(({ id, role }) => {
    const meant = nearest(role, known);
    const fix = meant ? `did you mean ${meant}?` : `there is ${listed([...known])}`;
    return [2, `${baseline?.file ?? 'the baseline'}: ${id}: ${role} is not a role; ${fix}`];
  });
}

function nothingJudged({ flows, notRun, asked, requirements }: Omit<Report, 'outcome'>): string {
  if (flows.total > 0) return 'nothing was judged';
  const stated = notRun.filter(({ role }) => isAsked(role, asked));
  const systems = [
    ...new Set([...requirements, ...notRun].map(({ role }) => role.slice(0, role.lastIndexOf('.')))),
  ].sort();
  const strange = asked?.words.find((word) => !systems.some((system) => word.includes(system)));
  if (strange !== undefined) {
    const meant = nearest(strange, [...systems, ...new Set([...requirements, ...notRun].map(({ role }) => role))]);
    return `nothing was judged: no flow is called ${strange}; ${meant ? `did you mean ${meant}? ` : ''}The systems are ${listed(systems)}`;
  }
  const waiting = stated.filter(({ reason }) => reason.startsWith('set '));
  const [first] = asked?.words.length ? waiting : [];
  if (first) return `nothing was judged: ${first.role}: ${first.reason}`;
  const [pattern] = asked?.patterns ?? [];
  if (pattern === undefined) return 'nothing was judged: no flow was selected';
  const tags = [...new Set(requirements.flatMap(({ id, endpoint, level, basis }) => [id, endpoint, level, basis]))];
  const meant = nearest(pattern.replace(/^@/, ''), tags);
  const fix = meant ? `did you mean ${meant}?` : '`npx tollgate list` shows the ids';
  return `nothing was judged: no flow is called ${pattern}; ${fix}`;
}

function stale(report: Omit<Report, 'outcome'>): [ExitCode, string][] {
  return (report.baseline?.stale ?? []).map(({ id, role, why }) => [5, `stale baseline entry ${id} (${role}): ${why}`]);
}

/** What became of the requirements that gate: `46 requirements gate: 45 hold, 1 not tried (wazo.access.acts-as-user)`. */
function standing({ roles, shard }: Pick<Report, 'roles' | 'shard'>): string {
  const sum = (of: (role: RoleReport) => number) => roles.reduce((all, role) => all + of(role), 0);
  const total = sum(({ gating }) => gating.total);
  if (shard && total === 0) return 'nothing was judged in this shard';
  const ids = (of: (role: RoleReport) => readonly string[]) => roles.flatMap(of);
  const [undecided, notTried] = [ids(({ gating }) => gating.undecided), ids(({ gating }) => gating.notTried)];
  const parts = [
    `${sum(({ gating }) => gating.held)} hold`,
    number(
      sum(({ gating }) => gating.broken),
      'broken',
    ),
    number(
      sum(({ gating }) => gating.accepted),
      'accepted',
    ),
    named(undecided, 'could not be judged'),
    named(notTried, 'not tried'),
  ];
  return `${plural(total, 'requirement gates', 'requirements gate')}: ${parts.filter(Boolean).join(', ')}`;
}

function number(n: number, what: string): string {
  return n > 0 ? `${n} ${what}` : '';
}

function named(ids: readonly string[], what: string): string {
  return ids.length > 0 ? `${ids.length} ${what} (${some(ids)})` : '';
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en').format(words);
}

function idsOf(checks: readonly ReportCheck[]): string[] {
  return [...new Map(checks.map((check) => [keyOf(check), check.id])).values()];
}

function some(ids: readonly string[], limit = 3): string {
  const rest = ids.length - limit;
  return ids.slice(0, limit).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
