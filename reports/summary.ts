import { isAsked } from './asked.ts';
import { pasteReady } from './baseline.ts';
import { plural } from './keys.ts';
import type { Report, Unlock } from './model.ts';
import { MARK } from './paint.ts';
import { oneLine } from './printable.ts';
import {
  acceptedFailures,
  countsText,
  decisive,
  difference,
  type Finding,
  failures,
  findings,
  foldedText,
  judgedText,
  outcomeWord,
  roleText,
  targetText,
  toFix,
  undecided,
  unlockText,
} from './view.ts';

/** A CI step summary may have 1 MiB, a comment 64 KiB: both hold it. */
const LONGEST_BYTES = 60_000;
const ICON = { yes: '✅', part: '🟡', no: '❌' } as const;

/**
 * The report as Markdown for a CI step summary, shorter than 64 KiB whatever the run found: the outcome, what to fix in one
 * line each, what could not be judged; evidence and everything that does not gate is folded.
 */
export function summaryText(report: Report): string {
  const { exitCode, conforms, reasons } = report.outcome;
  const subject = inline(targetText(report));
  const blocks = [
    `## ${ICON[conforms]} ${subject && `${subject}: `}${outcomeWord(report)}`,
    reasons.map((reason) => `- ${inline(reason)}`).join('\n'),
    ...report.notices.map((notice) => `> ${inline(notice)}`),
    fixes(report),
    list('Could not be judged', undecided(report)),
    unlocks(report),
    accepted(report),
    ...evidence(report),
    roles(report),
    notGating(report),
    notRun(report),
    `Tollgate ${inline(report.tollgate.version)} · exit code ${exitCode}`,
  ].filter(Boolean);
  return fitted(blocks);
}

/** As many blocks as fit; says how many were left out. */
function fitted(blocks: readonly string[]): string {
  const kept: string[] = [];
  let size = 0;
  for (const [index, block] of blocks.entries()) {
    size += Buffer.byteLength(block) + 2;
    if (size > LONGEST_BYTES) {
      kept.push(`*${plural(blocks.length - index, 'more part')} in \`index.html\` and \`conformance.json\`.*`);
      break;
    }
    kept.push(block);
  }
  return `${kept.join('\n\n')}\n`;
}

/** Each thing to fix in one line, in the requirement's own words, with what to do. */
function fixes(report: Report): string {
  const lines = toFix(report).map(({ id, role, verdict, rule, fix, blocked }) => {
    const more = blocked.length > 0 ? ` (${blocked.length} more blocked by it)` : '';
    const todo = fix ? `<br>→ ${inline(fix)}` : '';
    return `1. ${MARK[verdict]} **${inline(id)}** (${inline(role)}): ${inline(rule)}${more}${todo}`;
  });
  return titled('Fix this first', lines);
}

function unlocks(report: Report): string {
  const [first, ...others] = report.unlocks;
  if (!first) return '';
  const line = (unlock: Unlock) => `- ${inline(unlock.role)}: ${inline(unlockText(unlock))}`;
  return [
    line(first),
    ...(others.length > 0 ? [folded(`${others.length} more`, others.map(line).join('\n'))] : []),
  ].join('\n\n');
}

function evidence(report: Report): string[] {
  const found = failures(report);
  if (found.length === 0) return [];
  const paste = pasteReady(report);
  return [
    `### ${plural(found.length, 'failure')}, with evidence`,
    ...found.map((finding) => failure(report, finding)),
    ...(paste.length > 0 ? [folded('Accept these for now', code(paste.join(',\n')))] : []),
  ];
}

function folded(title: string, text: string): string {
  return `<details><summary>${title}</summary>\n\n${text}\n\n</details>`;
}

/** Causes, warnings and what else could not be judged, none of which makes the run red. */
function notGating(report: Report): string {
  const causes = report.rootCauses
    .filter(({ gates }) => !gates)
    .map(({ id, message, blocked }) => `- **${inline(id)}**: ${inline(message)}; ${blocked.length} blocked by it`);
  const warnings = findings(report, ({ verdict }) => verdict === 'warn');
  const text = [list('Warnings', warnings), titled('Not judged, and not gating', causes)].filter(Boolean).join('\n\n');
  return text && folded(`What does not gate: ${foldedText(report)}`, text);
}

function failure(report: Report, { id, role, requirement, checks, first }: Finding): string {
  const rows: [string, string | undefined][] = [
    ['Expected', first.expected],
    ['Actual', first.actual],
    ['Message', first.message],
    ['Fix', first.verdict === 'error' ? undefined : requirement?.fix],
  ];
  const more = checks.length > 1 ? ` and ${plural(checks.length - 1, 'more check')}` : '';
  const curl = decisive(report, first)?.curl;
  return [
    `**${first.verdict === 'error' ? '⚠️ error' : '❌'} ${inline(id)}** in ${inline(role)} — flow “${inline(first.flow)}”${more}`,
    requirement && `> ${inline(requirement.source.sentence)} — *${inline(requirement.source.heading)}*`,
    rows.flatMap(([name, value]) => (value ? [`- ${name}: ${inline(value)}`] : [])).join('\n'),
    curl && folded('Send it again', code(curl.slice(0, 4_000), 'sh')),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function roles(report: Report): string {
  if (report.roles.length === 0) return '';
  const rows = report.roles.map((role) => [
    inline(role.role),
    `${ICON[role.conforms]} ${roleText(role)}`,
    judgedText(role),
    countsText(role.requirements.verdicts),
  ]);
  const head = ['Role', 'Verdict', 'Judged', 'Requirements'];
  return ['### Roles', '', ...[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)].join(
    '\n',
  );
}

function list(title: string, found: readonly Finding[]): string {
  return titled(
    title,
    found.map((finding) => `- **${inline(finding.id)}** in ${inline(finding.role)}: ${inline(difference(finding))}`),
  );
}

function accepted(report: Report): string {
  return titled(
    'Accepted failures',
    acceptedFailures(report).map(({ id, role, first }) => {
      const { reason, issue, expires } = first.accepted ?? { reason: '' };
      const more = [issue, expires && `until ${expires}`].filter(Boolean).join(', ');
      return `- **${inline(id)}** in ${inline(role)}: ${inline(reason)}${more ? ` (${inline(more)})` : ''}`;
    }),
  );
}

function notRun(report: Report): string {
  const lines = [
    ...report.notRun
      .filter(({ role }) => isAsked(role, report.asked))
      .map(({ role, reason }) => `- ${inline(role)}: ${inline(reason)}`),
    ...report.flows.withoutResult.map(({ title, reason }) => `- flow “${inline(title)}”: ${inline(reason)}`),
  ];
  return lines.length > 0 ? folded(`Not run: ${lines.length}`, lines.join('\n')) : '';
}

function titled(title: string, lines: readonly string[]): string {
  return lines.length ? `### ${title}\n\n${lines.join('\n')}` : '';
}

/** Text of any origin in one line of Markdown: nothing in it is markup or a mention; bounded. */
export function inline(value: string, longest = 600): string {
  return oneLine(value, longest)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replace(/@(?=\w)/g, '@\u200b');
}

/** A fenced block whose fence is longer than any in the text. */
function code(value: string, language = 'json'): string {
  const longest = Math.max(2, ...[...value.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${value}\n${fence}`;
}
