import type { ExchangeRecord, Verdict } from '../suites/harness/model/verdict.ts';
import { groupBy, keyOf, plural } from './keys.ts';
import type { Conformance, Report, ReportCheck, ReportRequirement, RoleReport, Unlock } from './model.ts';
import { isGating, meaningOf } from './outcome.ts';

/** A requirement with those of its checks that are shown together. */
export interface Finding {
  readonly id: string;
  readonly role: string;
  /** Missing when a check names a requirement that the run doesn't know. */
  readonly requirement?: ReportRequirement;
  readonly checks: readonly ReportCheck[];
  /** The first of `checks`. */
  readonly first: ReportCheck;
}

/** Groups the checks that match by requirement, in the report's order. */
export function findings(report: Report, matches: (check: ReportCheck) => boolean): Finding[] {
  const requirements = new Map(report.requirements.map((requirement) => [keyOf(requirement), requirement]));
  return [...groupBy(report.checks.filter(matches), keyOf)].map(([key, checks]) => {
    const first = checks[0] as ReportCheck;
    return { id: first.id, role: first.role, requirement: requirements.get(key), checks, first };
  });
}

/** What makes the run red by itself: failures and errors that nobody accepted, failures first. */
export function failures(report: Report): Finding[] {
  const red = (verdict: Verdict) => findings(report, (check) => check.verdict === verdict && !check.accepted);
  return [...red('fail'), ...red('error')];
}

/** One thing to fix, in the requirement's own words. */
export interface ToFix {
  readonly id: string;
  readonly role: string;
  readonly verdict: Verdict;
  /** The rule that is broken, or why nothing can be said. */
  readonly rule: string;
  /** What to do; none where no requirement says it. */
  readonly fix: string | undefined;
  /** Ids of what cannot be judged before it is fixed. */
  readonly blocked: readonly string[];
}

/** What makes the run red and can be acted on, in the order to do it: failures, then other causes that hold up what gates. */
export function toFix(report: Report): ToFix[] {
  const causes = new Map(report.rootCauses.map((cause) => [keyOf(cause), cause]));
  const failed = failures(report).map(({ id, role, requirement, first }): ToFix => {
    const isOurs = first.verdict === 'error';
    return {
      ...{ id, role, verdict: first.verdict },
      rule: isOurs ? difference({ first }) : (requirement?.text ?? difference({ first })),
      fix: isOurs ? undefined : requirement?.fix,
      blocked: causes.get(keyOf({ id, role }))?.blocked ?? [],
    };
  });
  const told = new Set(failed.map(keyOf));
  const others = report.rootCauses.filter((cause) => cause.gates && !told.has(keyOf(cause)));
  const requirements = new Map(report.requirements.map((requirement) => [keyOf(requirement), requirement]));
  return [
    ...failed.filter(({ blocked }) => blocked.length > 0),
    ...failed.filter(({ blocked }) => blocked.length === 0),
    ...others.map(
      ({ id, role, message, blocked }): ToFix => ({
        ...{ id, role, blocked },
        verdict: requirements.get(keyOf({ id, role }))?.verdict ?? 'inconclusive',
        rule: message,
        fix: requirements.get(keyOf({ id, role }))?.fix,
      }),
    ),
  ];
}

/** `set TARGET_WAZO_OTHER_USER_NAME, … to judge 9 more (1 gates)`. */
export function unlockText({ set, fact, judges, gating }: Unlock): string {
  const more = `${judges} more${gating > 0 ? ` (${gating} ${gating === 1 ? 'gates' : 'gate'})` : ''}`;
  return set.length > 0 ? `set ${set.join(', ')} to judge ${more}` : `${more} would be judged but for: ${fact}`;
}

/** How many requirements have a verdict that does not make the run red, in words: `33 warnings, 35 could not be judged`. */
export function foldedText(report: Report): string {
  const requirements = new Map(report.requirements.map((requirement) => [keyOf(requirement), requirement]));
  const of = (verdict: Verdict) =>
    findings(
      report,
      (check) => check.verdict === verdict && !isGating(check, requirements.get(keyOf(check)), report.gate),
    ).length;
  const [warnings, unjudged] = [of('warn'), of('inconclusive')];
  return [warnings > 0 ? plural(warnings, 'warning') : '', unjudged > 0 ? `${unjudged} more could not be judged` : '']
    .filter(Boolean)
    .join(', ');
}

/** What could not be judged although it gates, and is blocked by no root cause. */
export function undecided(report: Report): Finding[] {
  const requirements = new Map(report.requirements.map((requirement) => [keyOf(requirement), requirement]));
  const blocked = new Set(report.rootCauses.flatMap(({ role, blocked }) => blocked.map((id) => keyOf({ id, role }))));
  return findings(
    report,
    (check) =>
      check.verdict === 'inconclusive' &&
      !blocked.has(keyOf(check)) &&
      isGating(check, requirements.get(keyOf(check)), report.gate),
  );
}

/** The failures that the baseline accepts. */
export function acceptedFailures(report: Report): Finding[] {
  return findings(report, (check) => check.accepted !== undefined);
}

/** The exchange that a check is about: the last of those it judged. */
export function decisive(report: Report, check: ReportCheck): ExchangeRecord | undefined {
  const index = check.exchanges.at(-1);
  return index === undefined ? undefined : report.exchanges[index];
}

/** What was expected and what came, in one line. */
export function difference({ first }: Pick<Finding, 'first'>): string {
  const { expected, actual, message } = first;
  if (expected !== undefined && actual !== undefined) return `expected ${expected}; actual ${actual}`;
  return message ?? actual ?? expected ?? '';
}

const SENTENCE: Readonly<Record<Conformance, string>> = {
  yes: 'conforms',
  part: 'conforms in part',
  no: 'does not conform',
};

/** `conforms`, `conforms in part`, `does not conform`. */
export function conformanceText(conforms: Conformance): string {
  return SENTENCE[conforms];
}

/** What a role comes to: a role in which nothing is broken but something that gates is undecided does not conform yet. */
export function roleText({ conforms, requirements }: RoleReport): string {
  if (requirements.checked + requirements.verdicts.inconclusive + requirements.verdicts.error === 0)
    return 'nothing judged';
  const broken = requirements.verdicts.fail + requirements.verdicts.error > 0;
  return conforms === 'no' && !broken ? 'could not be judged' : conformanceText(conforms);
}

/** How much of a role was judged: `48 of 50 requirements judged`. */
export function judgedText({ requirements }: RoleReport): string {
  const { checked, total, excluded } = requirements;
  return `${checked} of ${total - excluded} requirements judged`;
}

/** `46 pass, 2 fail`: the verdicts that occur, worst first. */
export function countsText(counts: Readonly<Record<Verdict, number>>): string {
  return Object.entries(counts)
    .filter(([, n]) => n > 0)
    .map(([verdict, n]) => `${n} ${verdict}`)
    .join(', ');
}

/** The target in one line: name, version, address. The bundled mock is said to be nobody's server. */
export function targetText({ target }: Pick<Report, 'target'>): string {
  if (target.url === BUNDLED) return 'the bundled mock, not a server of yours';
  return [target.version ? `${target.name} ${target.version}` : target.name, target.url]
    .filter((part, index, parts) => parts.indexOf(part) === index && part !== UNKNOWN)
    .join(' · ');
}

/** What stands for the address of the mock that the run has started itself. */
const BUNDLED = 'bundled mock';

/** What a run says of its target that ended before it knew it. */
export const UNKNOWN = 'unknown';

/** What the run comes to, in words: `conforms`, `violated`, `usage error` … */
export function outcomeWord({ outcome, shard }: Pick<Report, 'outcome' | 'shard'>): string {
  if (outcome.exitCode !== 0) return meaningOf(outcome.exitCode);
  return shard ? `nothing violated in shard ${shard.current} of ${shard.total}` : conformanceText(outcome.conforms);
}
