import { anchorOf, bar, countPills, pill } from './html-parts.js';
import { plural } from './keys.js';
import { html, link } from './markup.js';
import { meaningOf } from './outcome.js';
import { acceptedFailures, conformanceText, difference, failures, findings, judgedText, roleText, undecided, } from './view.js';
/** What was tested, and what the run comes to. */
export function topSection(report) {
    const { target, outcome, generatedAt } = report;
    const meaning = outcome.exitCode === 0 ? conformanceText(outcome.conforms) : meaningOf(outcome.exitCode);
    return html `<header class="top c-${outcome.conforms}">
<p class="brand">Tollgate conformance report</p>
<h1>${target.name}${target.version && html ` <small>${target.version}</small>`}</h1>
<p class="where">${link(target.url, target.url)} · <time datetime="${generatedAt}">${generatedAt.slice(0, 16).replace('T', ' ')} UTC</time></p>
<p class="outcome"><strong>${capital(meaning)}</strong> <span class="exit">exit ${outcome.exitCode}</span></p>
<ul class="reasons">${outcome.reasons.map((reason) => html `<li>${reason}</li>`)}</ul>
<p>${countPills(report.summary)} <span class="quiet">in ${plural(report.checks.length, 'check')}</span></p>
${report.notices.map((notice) => html `<p class="notice">${notice}</p>`)}
</header>`;
}
/** A card for each role. */
export function rolesSection(report) {
    return html `<section aria-labelledby="roles"><h2 id="roles">Roles</h2>
<ul class="cards">${report.roles.map(card)}</ul>
${report.notRun.length > 0 && html `<ul class="quiet plain">${report.notRun.map(({ role, reason }) => html `<li><code>${role}</code> not run: ${reason}</li>`)}</ul>`}
</section>`;
}
function card(role) {
    const { requirements, facts } = role;
    const told = Object.values(requirements.verdicts).reduce((sum, n) => sum + n, 0);
    const unjudged = requirements.total - requirements.excluded - told;
    return html `<li class="card c-${role.conforms}">
<h3><a href="#matrix/${role.role}"><code>${role.role}</code></a></h3>
<p class="conforms">${capital(roleText(role))}</p>
${bar(requirements.verdicts, unjudged)}
<p>${judgedText(role)}${requirements.excluded > 0 && html `, ${requirements.excluded} excluded`}</p>
<p>${countPills(requirements.verdicts, unjudged)}</p>
${facts.length > 0 && html `<p class="quiet">Not applicable because of ${facts.map((fact, index) => html `${index > 0 && '; '}<code>${fact}</code>`)}</p>`}
</li>`;
}
/** What is wrong, in the order in which to fix it: root causes, failures, what could not be judged, stale entries. */
export function mendSection(report) {
    const { problems, rootCauses, baseline, flows } = report;
    const blocks = [
        list('Around the run', problems.map(({ kind, message }) => html `<li class="multi"><b>${kind}</b> ${message}</li>`)),
        list('Fix this first', rootCauses.map(({ id, role, message, blocked }) => html `<li><b>${requirementLink(report, id, role)}</b>: ${message}
<details><summary>${plural(blocked.length, 'requirement is', 'requirements are')} blocked by it</summary>
<ul>${blocked.map((one) => html `<li>${requirementLink(report, one, role)}</li>`)}</ul></details></li>`)),
        list('Failures', failures(report).map(row)),
        list('Could not be judged', undecided(report).map(row)),
        list('Stale in the baseline', baseline?.stale.map(({ id, role, why }) => html `<li>${requirementLink(report, id, role)} (${role}): ${why}</li>`) ?? []),
        list('Flows without a result', flows.withoutResult.map(({ title, role, reason }) => html `<li>${role && html `<code>${role}</code> `}${title}: ${reason}</li>`)),
        list('Accepted failures', acceptedFailures(report).map(acceptedRow)),
        list('Warnings', findings(report, ({ verdict }) => verdict === 'warn').map(row)),
    ].flatMap((block) => block ?? []);
    if (blocks.length === 0)
        return html ``;
    return html `<section aria-labelledby="fix"><h2 id="fix">What to fix</h2>${blocks}</section>`;
}
function list(title, items) {
    if (items.length === 0)
        return undefined;
    return html `<h3>${title} <span class="quiet">${items.length}</span></h3><ul class="fix">${items}</ul>`;
}
function row({ id, role, first }) {
    return html `<li>${pill(first.verdict)} <a href="#${anchorOf({ id, role })}"><code>${id}</code></a> <span class="quiet">${role}</span>
<p class="difference">${difference({ first }).slice(0, 300)}</p></li>`;
}
function acceptedRow({ id, role, first }) {
    const { reason, issue, expires } = first.accepted ?? { reason: '' };
    return html `<li>${pill('fail', 'accepted')} <a href="#${anchorOf({ id, role })}"><code>${id}</code></a> <span class="quiet">${role}</span>: ${reason}${issue && html ` (${link(issue, issue)})`}${expires && html `, until ${expires}`}</li>`;
}
function requirementLink(report, id, role) {
    const known = report.requirements.some((requirement) => requirement.id === id && requirement.role === role);
    return known ? html `<a href="#${anchorOf({ id, role })}"><code>${id}</code></a>` : html `<code>${id}</code>`;
}
/** What else a reader may ask: the target's facts, what gates, the words. */
export function notesSection(report) {
    return html `<section aria-labelledby="notes"><h2 id="notes">About this run</h2>
<details><summary>The target's facts</summary><pre>${JSON.stringify(report.target.facts, null, 2)}</pre></details>
<details><summary>What the verdicts mean</summary><dl class="words">
<dt>${pill('fail')}</dt><dd>a MUST is broken whose basis gates (${report.gate.join(', ')})</dd>
<dt>${pill('warn')}</dt><dd>a SHOULD is broken, or a MUST of another basis</dd>
<dt>${pill('inconclusive')}</dt><dd>it could not be judged; never green</dd>
<dt>${pill('error')}</dt><dd>the harness itself went wrong</dd>
<dt>${pill('skip')}</dt><dd>not applicable, by a fact of the target file</dd>
<dt>${pill('info')}</dt><dd>something seen that is neither right nor wrong</dd>
<dt>${pill('pass')}</dt><dd>it holds</dd>
<dt>${pill(null)}</dt><dd>no flow of this run judged it</dd>
</dl></details>
${report.shard && html `<p>This is shard ${report.shard.current} of ${report.shard.total}; it says nothing of the whole run.</p>`}
</section>`;
}
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
//# sourceMappingURL=html-overview.js.map