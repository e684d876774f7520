import { pasteReady } from './baseline.js';
import { plural } from './keys.js';
import { meaningOf } from './outcome.js';
import { oneLine } from './printable.js';
import { acceptedFailures, conformanceText, countsText, decisive, difference, failures, findings, judgedText, roleText, targetText, undecided, } from './view.js';
/** A CI step summary may have 1 MiB, a comment 64 KiB: both hold it. */
const LONGEST_BYTES = 60_000;
const ICON = { yes: '✅', part: '🟡', no: '❌' };
/** The report as Markdown for a CI step summary, shorter than 64 KiB whatever the run found. */
export function summaryText(report) {
    const { exitCode, conforms, reasons } = report.outcome;
    const meaning = exitCode === 0 ? conformanceText(conforms) : meaningOf(exitCode);
    const blocks = [
        `## ${ICON[conforms]} ${inline(report.target.name)}: ${meaning}`,
        `${inline(targetText(report))} · Tollgate ${inline(report.tollgate.version)} · exit code ${exitCode}`,
        reasons.map((reason) => `- ${inline(reason)}`).join('\n'),
        ...report.notices.map((notice) => `> ${inline(notice)}`),
        ...failureBlocks(report),
        causes(report),
        list('Not judged', undecided(report)),
        roles(report),
        list('Warnings', findings(report, ({ verdict }) => verdict === 'warn')),
        accepted(report),
        notRun(report),
    ].filter(Boolean);
    return fitted(blocks);
}
/** As many blocks as fit; says how many were left out. */
function fitted(blocks) {
    const kept = [];
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
function failureBlocks(report) {
    const found = failures(report);
    if (found.length === 0)
        return [];
    const paste = pasteReady(report);
    const accept = `<details><summary>Accept these for now</summary>\n\n${code(paste.join(',\n'))}\n\n</details>`;
    return [
        `### ${plural(found.length, 'failure')}`,
        ...found.map((finding) => failure(report, finding)),
        ...(paste.length ? [accept] : []),
    ];
}
function failure(report, { id, role, requirement, checks, first }) {
    const rows = [
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
        curl && `<details><summary>Send it again</summary>\n\n${code(curl.slice(0, 4_000), 'sh')}\n\n</details>`,
    ]
        .filter(Boolean)
        .join('\n\n');
}
function causes(report) {
    const lines = report.rootCauses.map(({ id, message, blocked }) => `- **${inline(id)}**: ${inline(message)} — ${plural(blocked.length, 'requirement is', 'requirements are')} blocked by it`);
    return titled('Fix this first', lines);
}
function roles(report) {
    if (report.roles.length === 0)
        return '';
    const rows = report.roles.map((role) => [
        inline(role.role),
        `${ICON[role.conforms]} ${roleText(role)}`,
        judgedText(role),
        countsText(role.requirements.verdicts),
        role.facts.map((fact) => inline(fact)).join(', '),
    ]);
    const head = ['Role', 'Verdict', 'Judged', 'Requirements', 'Not applicable because of'];
    return ['### Roles', '', ...[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
}
function list(title, found) {
    return titled(title, found.map((finding) => `- **${inline(finding.id)}** in ${inline(finding.role)}: ${inline(difference(finding))}`));
}
function accepted(report) {
    return titled('Accepted failures', acceptedFailures(report).map(({ id, role, first }) => {
        const { reason, issue, expires } = first.accepted ?? { reason: '' };
        const more = [issue, expires && `until ${expires}`].filter(Boolean).join(', ');
        return `- **${inline(id)}** in ${inline(role)}: ${inline(reason)}${more ? ` (${inline(more)})` : ''}`;
    }));
}
function notRun(report) {
    return titled('Not run', [
        ...report.notRun.map(({ role, reason }) => `- ${inline(role)}: ${inline(reason)}`),
        ...report.flows.withoutResult.map(({ title, reason }) => `- flow “${inline(title)}”: ${inline(reason)}`),
    ]);
}
function titled(title, lines) {
    return lines.length ? `### ${title}\n\n${lines.join('\n')}` : '';
}
/** Text of any origin in one line of Markdown: nothing in it is markup or a mention; bounded. */
export function inline(value, longest = 600) {
    return oneLine(value, longest)
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
        .replace(/@(?=\w)/g, '@\u200b');
}
/** A fenced block whose fence is longer than any in the text. */
function code(value, language = 'json') {
    const longest = Math.max(2, ...[...value.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}${language}\n${value}\n${fence}`;
}
//# sourceMappingURL=summary.js.map