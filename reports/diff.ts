import { gates } from '../suites/harness/model/verdict.ts';
import { keyOf } from './keys.ts';
import type { Report, ReportRequirement } from './model.ts';
import { inline } from './summary.ts';

/** What became of a requirement from one report to the next. */
export type Change = 'regressed' | 'newly not judged' | 'new' | 'fixed' | 'gone';

export interface Difference {
  readonly id: string;
  readonly role: string;
  readonly change: Change;
  readonly before: ReportRequirement['verdict'];
  readonly now: ReportRequirement['verdict'];
  /** Whether it is a rule that makes a run red. */
  readonly gates: boolean;
  readonly rule: string;
  readonly fix: string;
}

/** How bad a verdict is; what was not judged is neither good nor bad. */
const RANK = { pass: 0, info: 0, warn: 1, fail: 2, error: 2 } as const;
const rank = (verdict: ReportRequirement['verdict']) =>
  verdict === null || verdict === 'skip' || verdict === 'inconclusive' ? undefined : RANK[verdict];

/** All requirements that stand otherwise than in an earlier report; the worst changes first, then in the documents' order. */
export function differencesOf(earlier: Report, later: Report): readonly Difference[] {
  const before = new Map(earlier.requirements.map((one) => [keyOf(one), one]));
  const now = new Map(later.requirements.map((one) => [keyOf(one), one]));
  const changes = later.requirements.flatMap((one) => difference(before.get(keyOf(one)), one, later) ?? []);
  const gone = earlier.requirements
    .filter((one) => !now.has(keyOf(one)) && !one.excluded)
    .map((one) => told('gone', one, one.verdict, null, earlier));
  const order: readonly Change[] = ['regressed', 'newly not judged', 'new', 'fixed', 'gone'];
  return [...changes, ...gone].sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
}

function difference(
  before: ReportRequirement | undefined,
  now: ReportRequirement,
  later: Report,
): Difference | undefined {
  if (now.excluded) return undefined;
  if (!before || before.excluded) return told('new', now, null, now.verdict, later);
  const [was, is] = [rank(before.verdict), rank(now.verdict)];
  if (was !== undefined && is === undefined) return told('newly not judged', now, before.verdict, now.verdict, later);
  if (is === undefined) return undefined;
  if (was === undefined) return is > 0 ? told('regressed', now, before.verdict, now.verdict, later) : undefined;
  if (is > was) return told('regressed', now, before.verdict, now.verdict, later);
  return is < was ? told('fixed', now, before.verdict, now.verdict, later) : undefined;
}

function told(
  change: Change,
  requirement: ReportRequirement,
  before: Difference['before'],
  now: Difference['now'],
  report: Report,
): Difference {
  const { id, role, text: rule, fix } = requirement;
  return { id, role, change, before, now, gates: gates('inconclusive', requirement, report.gate), rule, fix };
}

const word = (verdict: Difference['now']) => verdict ?? 'not judged';

/** The differences for a terminal. */
export function diffText(differences: readonly Difference[]): string {
  if (differences.length === 0) return 'Nothing has changed.';
  const lines = differences.map(({ id, role, change, before, now, gates, rule, fix }) =>
    [
      `${change}: ${id} (${role}${gates ? ', gates' : ''}): ${word(before)} → ${word(now)}`,
      ...(change === 'regressed' ? [`    ${rule}`, `    fix: ${fix}`] : []),
    ].join('\n'),
  );
  return [...lines, sumText(differences)].join('\n');
}

/** The differences as Markdown for a pull request. */
export function diffMarkdown(differences: readonly Difference[]): string {
  if (differences.length === 0) return '## Conformance: nothing has changed\n';
  const rows = differences.map(
    ({ id, role, change, before, now, gates, rule }) =>
      `| ${change}${gates ? ' ❗' : ''} | \`${id}\` | ${inline(role)} | ${word(before)} → ${word(now)} | ${inline(rule)} |`,
  );
  return [
    `## Conformance: ${sumText(differences)}`,
    '',
    '| change | requirement | role | verdict | rule |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '❗ makes a run red',
    '',
  ].join('\n');
}

function sumText(differences: readonly Difference[]): string {
  const counts = new Map<Change, number>();
  for (const { change } of differences) counts.set(change, (counts.get(change) ?? 0) + 1);
  return [...counts].map(([change, count]) => `${count} ${change}`).join(', ');
}

/** Whether the later report is worse: a requirement is broken that was not, whether it gates or not. */
export function hasRegressed(differences: readonly Difference[]): boolean {
  return differences.some(({ change }) => change === 'regressed');
}
