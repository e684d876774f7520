import { pasteReady } from './baseline.js';
import { plural } from './keys.js';
import { meaningOf } from './outcome.js';
import { MARK, plain, STYLE } from './paint.js';
import { oneLine, printable } from './printable.js';
import { acceptedFailures, conformanceText, countsText, decisive, difference, failures, findings, judgedText, roleText, targetText, undecided, } from './view.js';
const COLOUR = { yes: 'green', part: 'yellow', no: 'red' };
/** The text that ends a run: roles, what is not right, and last the failures with their fix, then the outcome. */
export function terminalText(report, paint = plain) {
    const sections = [
        report.roles.length || !report.problems.length ? head(report, paint) : '',
        problems(report, paint),
        warnings(report, paint),
        accepted(report, paint),
        causes(report, paint),
        unjudged(report, paint),
        failed(report, paint),
        baseline(report, paint),
    ];
    return `${[...sections.filter(Boolean), outcomeText(report, paint)].join('\n\n')}\n`;
}
/** The last lines of a run: what it comes to, and why. */
export function outcomeText({ outcome }, paint = plain) {
    const { exitCode, conforms, reasons } = outcome;
    const colour = exitCode === 0 ? COLOUR[conforms] : 'red';
    const meaning = exitCode === 0 ? conformanceText(conforms) : meaningOf(exitCode);
    const [first, ...others] = reasons.map((reason) => oneLine(reason));
    return [
        `${paint(['bold', colour], `Outcome: ${meaning}`)} (exit ${exitCode}) ${first}`,
        ...others.map((line) => `  ${line}`),
    ].join('\n');
}
function head(report, paint) {
    const width = Math.max(0, ...report.roles.map(({ role }) => role.length));
    const roles = report.roles.map((role) => {
        const facts = role.facts.length ? `; not applicable: ${role.facts.join('; ')}` : '';
        const conforms = paint(COLOUR[role.conforms], roleText(role).padEnd(19));
        const told = `${judgedText(role)} (${countsText(role.requirements.verdicts)})${facts}`;
        return `  ${role.role.padEnd(width)}  ${conforms}  ${oneLine(told)}`;
    });
    return [
        paint('bold', oneLine(`Tollgate ${report.tollgate.version}: ${targetText(report)}`)),
        ...report.notices.map((notice) => paint('yellow', `  note: ${oneLine(notice)}`)),
        ...roles,
        ...report.notRun.map(({ role, reason }) => paint('gray', `  ${role.padEnd(width)}  not run: ${oneLine(reason)}`)),
        ...report.flows.withoutResult.map(({ role, title, reason }) => paint('yellow', `  ${oneLine(`${role ?? ''} "${title}" has no result: ${reason}`)}`)),
    ].join('\n');
}
/** Messages of several lines; those of one line are in the outcome already. */
function problems(report, paint) {
    const lines = report.problems.flatMap(({ message }) => message.includes('\n') ? printable(message).split('\n') : []);
    return titled('What went wrong', lines.map((text) => `  ${text.trimEnd()}`), paint);
}
function warnings(report, paint) {
    const lines = findings(report, ({ verdict }) => verdict === 'warn').map((finding) => line('warn', finding, difference(finding), paint));
    return titled('Warnings', lines, paint);
}
function accepted(report, paint) {
    const lines = acceptedFailures(report).map((finding) => {
        const { reason, issue, expires } = finding.first.accepted ?? { reason: '' };
        const more = [issue, expires && `until ${expires}`].filter(Boolean).join(', ');
        return line('fail', finding, `accepted: ${reason}${more ? ` (${more})` : ''}`, paint);
    });
    return titled('Accepted failures', lines, paint);
}
function causes(report, paint) {
    const lines = report.rootCauses.map(({ id, blocked, message }) => {
        const held = plural(blocked.length, 'requirement is', 'requirements are');
        return `  ${paint('bold', oneLine(id))}: ${oneLine(message)}: ${held} blocked by it`;
    });
    return titled('Fix this first', lines, paint);
}
function unjudged(report, paint) {
    const lines = undecided(report).map((finding) => line('inconclusive', finding, finding.first.message ?? finding.first.actual ?? 'could not be judged', paint));
    return titled('Not judged', lines, paint);
}
function failed(report, paint) {
    const blocks = failures(report).map((finding) => failure(report, finding, paint));
    return blocks.length ? `${paint('bold', 'Failures')}\n${blocks.join('\n\n')}` : '';
}
function failure(report, { id, role, requirement, checks, first }, paint) {
    const mark = paint(STYLE[first.verdict], `${MARK[first.verdict]} ${id}`);
    const level = requirement ? ` ${requirement.level}, ${requirement.basis}` : '';
    const rows = [
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
function baseline(report, paint) {
    const entries = pasteReady(report);
    if (entries.length === 0)
        return '';
    return [
        paint('gray', 'To accept these for now, put them into "accepted" of the baseline file, each with its reason:'),
        ...entries.map((entry, index) => paint('gray', `  ${entry}${index < entries.length - 1 ? ',' : ''}`)),
    ].join('\n');
}
function titled(title, lines, paint) {
    return lines.length ? `${paint('bold', title)}\n${lines.join('\n')}` : '';
}
function line(verdict, { id, role }, text, paint) {
    return `  ${paint(STYLE[verdict], `${MARK[verdict]} ${id}`)} ${paint('gray', role)} ${oneLine(text)}`;
}
/** Text of a target's on a terminal: no escapes, bounded, its lines indented. */
function clean(text, longest = 2_000) {
    const safe = printable(text);
    const short = safe.length > longest ? `${safe.slice(0, longest)}… (${safe.length - longest} more characters)` : safe;
    return short.replaceAll('\n', '\n              ');
}
//# sourceMappingURL=terminal.js.map