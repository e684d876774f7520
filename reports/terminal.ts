import { isAsked } from './asked.ts';
import { pasteReady } from './baseline.ts';
import { plural } from './keys.ts';
import type { Conformance, Report } from './model.ts';
import { MARK, type Paint, plain, STYLE } from './paint.ts';
import { oneLine, printable } from './printable.ts';
import {
  acceptedFailures,
  countsText,
  decisive,
  type Finding,
  failures,
  foldedText,
  judgedText,
  outcomeWord,
  roleText,
  type ToFix,
  targetText,
  toFix,
  undecided,
  unlockText,
} from './view.ts';

const COLOUR: Readonly<Record<Conformance, 'green' | 'yellow' | 'red'>> = { yes: 'green', part: 'yellow', no: 'red' };

/** How many lines of a kind the end of a run has. */
const AT_MOST = 12;

/** The text that ends a run: roles, the failures with their evidence, and last, on one screen, the outcome and what to do. */
export function terminalText(report: Report, paint: Paint = plain): string {
  const sections = [
    report.roles.length || !report.problems.length ? head(report, paint) : '',
    problems(report, paint),
    failed(report, paint),
    baseline(report, paint),
    endText(report, paint),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

/** The outcome, and what to do about it, in the requirements' own words. */
export function endText(report: Report, paint: Paint = plain): string {
  const folded = foldedText(report);
  return [
    outcomeText(report, paint),
    fixes(report, paint),
    unjudged(report, paint),
    accepted(report, paint),
    unlock(report, paint),
    folded && paint('gray', `  Not gating: ${folded}; the report has them.`),
  ]
    .filter(Boolean)
    .join('\n');
}

/** What was judged, what it comes to, and why. */
function outcomeText(report: Report, paint: Paint): string {
  const { exitCode, conforms, reasons } = report.outcome;
  const colour = exitCode === 0 ? COLOUR[conforms] : 'red';
  const subject = oneLine(targetText(report));
  const [first, ...others] = reasons.map((reason) => oneLine(reason));
  return [
    `Outcome: ${subject && `${subject}: `}${paint(['bold', colour], outcomeWord(report))} (exit ${exitCode})`,
    ...[first, ...others].map((line) => `  ${line}`),
  ].join('\n');
}

function head(report: Report, paint: Paint): string {
  const width = Math.max(0, ...report.roles.map(({ role }) => role.length));
  const roles = report.roles.map((role) => {
    const conforms = paint(COLOUR[role.conforms], roleText(role).padEnd(19));
    return `  ${role.role.padEnd(width)}  ${conforms}  ${judgedText(role)} (${countsText(role.requirements.verdicts)})`;
  });
  return [
    paint('bold', oneLine(`Tollgate ${report.tollgate.version}: ${targetText(report)}`)),
    ...report.notices.map((notice) => paint('yellow', `  note: ${oneLine(notice)}`)),
    ...roles,
    ...notRun(report, width, paint),
    ...report.flows.withoutResult.map(({ role, title, reason }) =>
      paint('yellow', `  ${oneLine(`${role ?? ''} "${title}" has no result: ${reason}`)}`),
    ),
  ].join('\n');
}

/** The roles that were asked for and not run, each with its reason; where none was asked for by name, their names. */
function notRun({ notRun, asked }: Report, width: number, paint: Paint): string[] {
  if (notRun.length === 0) return [];
  if (!asked?.words.length) return [paint('gray', `  not run: ${notRun.map(({ role }) => role).join(', ')}`)];
  return notRun
    .filter(({ role }) => isAsked(role, asked))
    .map(({ role, reason }) => paint('gray', `  ${role.padEnd(width)}  not run: ${oneLine(reason)}`));
}

/** Messages of several lines; those of one line are in the outcome already. */
function problems(report: Report, paint: Paint): string {
  const lines = report.problems.flatMap(({ message }) =>
    message.includes('\n') ? printable(message).split('\n') : [],
  );
  return titled(
    'What went wrong',
    lines.map((text) => `  ${text.trimEnd()}`),
    paint,
  );
}

function fixes(report: Report, paint: Paint): string {
  return titled(
    'Fix this first',
    bounded(toFix(report), (one) => fixLines(one, paint)),
    paint,
  );
}

function fixLines({ id, role, verdict, rule, fix, blocked }: ToFix, paint: Paint): string {
  const more = blocked.length > 0 ? ` ${paint('gray', `(${blocked.length} more blocked by it)`)}` : '';
  const first = `  ${paint(STYLE[verdict], `${MARK[verdict]} ${id}`)} ${paint('gray', role)}  ${oneLine(rule)}${more}`;
  return fix ? `${first}\n      → ${oneLine(fix)}` : first;
}

function accepted(report: Report, paint: Paint): string {
  const found = acceptedFailures(report);
  const lines = bounded(found, ({ id, role, first }) => {
    const { reason, issue, expires } = first.accepted ?? { reason: '' };
    const more = [issue, expires && `until ${expires}`].filter(Boolean).join(', ');
    return `  ${paint(STYLE.fail, `${MARK.fail} ${id}`)} ${paint('gray', role)}  ${oneLine(`accepted: ${reason}${more ? ` (${more})` : ''}`)}`;
  });
  return titled('Accepted failures', lines, paint);
}

function unjudged(report: Report, paint: Paint): string {
  const lines = bounded(
    undecided(report),
    ({ id, role, first }) =>
      `  ${paint(STYLE.inconclusive, `${MARK.inconclusive} ${id}`)} ${paint('gray', role)}  ${oneLine(first.message ?? first.actual ?? 'could not be judged')}`,
  );
  return titled('Could not be judged', lines, paint);
}

/** The one setting that has the most judged. */
function unlock({ unlocks }: Report, paint: Paint): string {
  const [first, ...others] = unlocks.filter(({ set }) => set.length > 0);
  if (!first) return '';
  const more =
    others.length > 0 ? paint('gray', ` (and ${plural(others.length, 'other setting')}, in the report)`) : '';
  return `  ${first.role}: ${unlockText(first)}${more}`;
}

function bounded<T>(items: readonly T[], line: (item: T) => string): string[] {
  const rest = items.length - AT_MOST;
  return [...items.slice(0, AT_MOST).map(line), ...(rest > 0 ? [`  … and ${rest} more, in the report`] : [])];
}

function failed(report: Report, paint: Paint): string {
  const blocks = failures(report).map((finding) => failure(report, finding, paint));
  return blocks.length ? `${paint('bold', 'Failures')}\n${blocks.join('\n\n')}` : '';
}

function failure(report: Report, { id, role, requirement, checks, first }: Finding, paint: Paint): string {
  const mark = paint(STYLE[first.verdict], `${MARK[first.verdict]} ${id}`);
  const level = requirement ? ` ${requirement.level}, ${requirement.basis}` : '';
  const rows: [string, string | undefined][] = [
    ['sentence', requirement && `“${requirement.source.sentence}” (${requirement.source.heading})`],
    ['flow', `${first.flow}${checks.length > 1 ? ` (and ${plural(checks.length - 1, 'more check')})` : ''}`],
    ['expected', first.expected],
    ['actual', first.actual],
    ['message', first.message],
    ['again', decisive(report, first)?.curl],
    ['fix', first.verdict === 'error' ? undefined : requirement?.fix],
  ];
  const told = rows.flatMap(([name, text]) => (text ? [`    ${paint('gray', name.padEnd(8))}  ${clean(text)}`] : []));
  return [`  ${mark}  ${paint('gray', `${role}${level}`)}`, ...told].join('\n');
}

function baseline(report: Report, paint: Paint): string {
  const entries = pasteReady(report);
  if (entries.length === 0) return '';
  return [
    paint('gray', 'To accept these for now, put them into "accepted" of the baseline file, each with its reason:'),
    ...entries.map((entry, index) => paint('gray', `  ${entry}${index < entries.length - 1 ? ',' : ''}`)),
  ].join('\n');
}

function titled(title: string, lines: readonly string[], paint: Paint): string {
  return lines.length ? `${paint('bold', title)}\n${lines.join('\n')}` : '';
}

/** Text of a target's on a terminal: no escapes, bounded, its lines indented. */
function clean(text: string, longest = 2_000): string {
  const safe = printable(text);
  const short = safe.length > longest ? `${safe.slice(0, longest)}… (${safe.length - longest} more characters)` : safe;
  return short.replaceAll('\n', '\n              ');
}
