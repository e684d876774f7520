import type { FlowResult, RunInfo } from '../suites/harness/model/verdict.ts';
import { worst } from '../suites/harness/model/verdict.ts';
import { applyBaseline } from './baseline.ts';
import { rootCauses } from './causes.ts';
import { count, groupBy, keyOf } from './keys.ts';
import type {
  Baseline,
  Findings,
  FlowWithoutResult,
  Problem,
  Report,
  ReportCheck,
  ReportRequirement,
} from './model.ts';
import { flatten, sortFlows } from './order.ts';
import { outcomeOf } from './outcome.ts';
import { rolesNotRun, rolesOf } from './roles.ts';
import { scriptsOf } from './script/script.ts';
import { unlocksOf } from './unlocks.ts';

export interface BuildInput {
  readonly run: RunInfo;
  readonly flows: readonly FlowResult[];
  readonly flowsWithoutResult: readonly FlowWithoutResult[];
  readonly baseline?: Baseline;
  readonly baselineFile?: string;
  readonly problems?: readonly Problem[];
  readonly interrupted?: boolean;
  readonly shard?: Report['shard'];
  /** The shards of which a merged report is made. */
  readonly shards?: Report['shards'];
  /** What the command line selected. */
  readonly asked?: Report['asked'];
  readonly now: Date;
}

/** What the run has left on the target; a reader must know, since some of it may never end by itself. */
function leftoverNotice(flows: readonly FlowResult[]): string[] {
  const left = flows.flatMap((flow) => flow.leftovers ?? []);
  if (left.length === 0) return [];
  const more = left.length > 5 ? ` and ${left.length - 5} more` : '';
  return [`The target would not let the run take back what it had made: ${left.slice(0, 5).join(', ')}${more}.`];
}

/** Whether a run was asked for a part of the flows. */
function isNarrowed(asked: Report['asked']): boolean {
  return asked !== undefined && asked.words.length + asked.patterns.length > 0;
}

/** Builds the report of a run; pure, and independent of the order in which flows came in. */
export function buildReport(input: BuildInput): Report {
  const { run, flowsWithoutResult } = input;
  const flows = sortFlows(input.flows, run.requirements);
  const { results, checks: found, exchanges } = flatten(flows);
  const { requirements } = run;
  const checks = withScripts(found, scriptsOf({ exchanges, flows: { results }, requirements }));
  const withoutResult = [...flowsWithoutResult].sort(
    (a, b) => (a.role ?? '').localeCompare(b.role ?? '', 'en') || a.title.localeCompare(b.title, 'en'),
  );
  return conclude(
    {
      apiVersion: 'tollgate/v1',
      kind: 'ConformanceReport',
      generatedAt: input.now.toISOString(),
      tollgate: { version: run.version },
      target: run.target,
      requirements,
      checks,
      exchanges,
      gate: run.gate,
      notices: [...run.notices, ...leftoverNotice(flows)],
      notRun: run.notRun,
      ...(run.unset && { unset: run.unset }),
      flows: { total: flows.length + withoutResult.length, results, withoutResult },
      problems: input.problems ?? [],
      interrupted: input.interrupted ?? false,
      ...(input.shard && { shard: { current: input.shard.current, total: input.shard.total } }),
      ...(input.shards && { shards: input.shards }),
      ...(isNarrowed(input.asked) && { asked: input.asked }),
      ...(input.baseline && {
        baseline: { ...(input.baselineFile && { file: input.baselineFile }), accepted: input.baseline.accepted },
      }),
    },
    input.now,
  );
}

/** The checks with a script for the first of each requirement that was found not to be kept. */
function withScripts(checks: readonly ReportCheck[], scriptFor: ReturnType<typeof scriptsOf>): ReportCheck[] {
  const told = new Set<string>();
  return checks.map((check) => {
    if ((check.verdict !== 'fail' && check.verdict !== 'warn') || told.has(keyOf(check))) return check;
    told.add(keyOf(check));
    const script = scriptFor(check)?.text;
    return script === undefined ? check : { ...check, script };
  });
}

/** Concludes everything that follows from the checks: acceptance, verdicts, roles, root causes, outcome. */
export function conclude(findings: Findings, now: Date): Report {
  const { checks, stale } = applyBaseline(findings, now);
  const verdicts = groupBy(checks, keyOf);
  const requirements = findings.requirements.map(
    (requirement): ReportRequirement => ({
      ...requirement,
      verdict: worst((verdicts.get(keyOf(requirement)) ?? []).map(({ verdict }) => verdict)) ?? null,
    }),
  );
  const roles = rolesOf(requirements, checks, findings.gate);
  const { apiVersion, kind, generatedAt, tollgate, target, shard, shards, asked, baseline } = findings;
  const head = { apiVersion, kind, generatedAt, tollgate, target };
  const body = {
    summary: count(checks.map(({ verdict }) => verdict)),
    roles,
    rootCauses: rootCauses(requirements, checks, findings.gate),
    unlocks: unlocksOf(requirements, checks, findings),
    gate: findings.gate,
    notices: findings.notices,
    notRun: rolesNotRun(findings.notRun, requirements, roles),
    ...(findings.unset && { unset: findings.unset }),
    flows: findings.flows,
    problems: findings.problems,
    interrupted: findings.interrupted,
    ...(shard && { shard }),
    ...(shards && { shards }),
    ...(asked && { asked }),
    ...(baseline && { baseline: { ...baseline, stale } }),
    requirements,
    checks,
    exchanges: findings.exchanges,
  };
  return { ...head, outcome: outcomeOf({ ...head, ...body }), ...body };
}
