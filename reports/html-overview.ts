import { type Html, html, link } from '../schemas/html.ts';
import { VERDICTS, type Verdict } from '../suites/harness/model/verdict.ts';
import { anchorOf, bar, countLinks, pill } from './html-parts.ts';
import { plural } from './keys.ts';
import type { Problem, Report, RoleReport, Unlock } from './model.ts';
import {
  acceptedFailures,
  difference,
  type Finding,
  findings,
  judgedText,
  outcomeWord,
  roleText,
  type ToFix,
  targetText,
  toFix,
  UNKNOWN,
  undecided,
  unlockText,
} from './view.ts';

/** What the page is about: the target, or a run that ended before it knew one. */
export function titleOf({ target }: Report): string {
  return target.name === UNKNOWN ? 'The run did not begin' : target.name;
}

/** What was tested, and what the run comes to. */
export function topSection(report: Report): Html {
  const { target, outcome, generatedAt } = report;
  return html`<header class="top c-${outcome.conforms}">
<p class="brand">Tollgate conformance report</p>
<h1>${titleOf(report)}${target.version && html` <small>${target.version}</small>`}</h1>
<p class="where">${target.name !== UNKNOWN && html`${link(target.url, targetText(report))} · `}<time datetime="${generatedAt}">${generatedAt.slice(0, 16).replace('T', ' ')} UTC</time></p>
<p class="outcome"><strong>${capital(outcomeWord(report))}</strong> <span class="exit">exit ${outcome.exitCode}</span></p>
<ul class="reasons">${outcome.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>
${report.notices.map((notice) => html`<p class="notice">${notice}</p>`)}
</header>`;
}

/** The parts of the page, and how many requirements have each verdict: both stay in view, and a number shows those. */
export function contentsSection(
  report: Report,
  sections: readonly (readonly [fragment: string, title: string])[],
): Html {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const { verdict } of report.requirements) if (verdict) counts[verdict] += 1;
  return html`<nav class="contents" aria-label="Contents"><ul>${sections.map(([fragment, title]) => html`<li><a href="#${fragment}">${title}</a></li>`)}</ul>${countLinks(counts)}</nav>`;
}

/** A card for each role. */
export function rolesSection(report: Report): Html {
  if (report.roles.length + report.notRun.length === 0) return html``;
  return html`<section aria-labelledby="roles"><h2 id="roles">Roles</h2>
<ul class="cards">${report.roles.map(card)}</ul>
${report.notRun.length > 0 && html`<details><summary>${plural(report.notRun.length, 'role was', 'roles were')} not run</summary><ul class="quiet plain">${report.notRun.map(({ role, reason }) => html`<li><code>${role}</code>: ${reason}</li>`)}</ul></details>`}
</section>`;
}

function card(role: RoleReport): Html {
  const { requirements } = role;
  const told = Object.values(requirements.verdicts).reduce((sum, n) => sum + n, 0);
  const unjudged = requirements.total - requirements.excluded - told;
  return html`<li class="card c-${role.conforms}">
<h3><a class="whole" href="#role=${role.role}"><code>${role.role}</code></a></h3>
<p class="conforms">${capital(roleText(role))}</p>
${bar(requirements.verdicts, unjudged)}
<p>${judgedText(role)}${requirements.excluded > 0 && html`, ${requirements.excluded} excluded`}</p>
<p>${countLinks(requirements.verdicts, unjudged, `role=${role.role}&`)}</p>
</li>`;
}

/** What is wrong, in the order in which to fix it: root causes, failures, what could not be judged, stale entries. */
export function mendSection(report: Report): Html {
  const { problems, rootCauses, baseline, flows } = report;
  const blocks = [
    list('Around the run', problems.flatMap(problemRows)),
    problems.some(({ kind }) => kind === 'usage') &&
      html`<p class="quiet">Correct it and run again: <code>npx tollgate env</code> lists every setting and <code>npx tollgate init</code> writes a target file.</p>`,
    list(
      'Fix this first',
      toFix(report).map((one) => fixRow(report, one)),
    ),
    list('Could not be judged', undecided(report).map(row)),
    list('What would have more judged', report.unlocks.slice(0, 1).map(unlockRow)),
    list(
      'Stale in the baseline',
      baseline?.stale.map(
        ({ id, role, why }) => html`<li>${requirementLink(report, id, role)} (${role}): ${why}</li>`,
      ) ?? [],
    ),
    list(
      'Flows without a result',
      flows.withoutResult.map(
        ({ title, role, reason }) => html`<li>${role && html`<code>${role}</code> `}${title}: ${reason}</li>`,
      ),
    ),
    list('Accepted failures', acceptedFailures(report).map(acceptedRow)),
    folded('More settings that would have more judged', report.unlocks.slice(1).map(unlockRow)),
    folded(
      'Held up, but not gating',
      rootCauses
        .filter(({ gates }) => !gates)
        .map(
          ({ id, role, message, blocked }) =>
            html`<li><b>${requirementLink(report, id, role)}</b>: ${message}${blockedList(report, role, blocked)}</li>`,
        ),
    ),
    folded('Warnings', findings(report, ({ verdict }) => verdict === 'warn').map(row)),
  ].flatMap((block) => block || []);
  if (blocks.length === 0) return html``;
  return html`<section aria-labelledby="fix"><h2 id="fix">What to fix</h2>${blocks}</section>`;
}

/** A line for each mistake of a user's; another problem as it is. */
function problemRows({ kind, message }: Problem): Html[] {
  const lines = kind === 'usage' ? message.split('\n').filter(Boolean) : [message];
  return lines.map((line) => html`<li class="multi"><b>${kind}</b> ${line.trim()}</li>`);
}

function list(title: string, items: readonly Html[]): Html | undefined {
  if (items.length === 0) return undefined;
  return html`<h3>${title} <span class="quiet">${items.length}</span></h3><ul class="fix">${items}</ul>`;
}

function folded(title: string, items: readonly Html[]): Html | undefined {
  if (items.length === 0) return undefined;
  return html`<details><summary>${title} <span class="quiet">${items.length}</span></summary><ul class="fix">${items}</ul></details>`;
}

/** One thing to fix: the rule in the requirement's own words, and what to do. */
function fixRow(report: Report, { id, role, verdict, rule, fix, blocked }: ToFix): Html {
  return html`<li>${pill(verdict)} ${rule} <span class="quiet">${requirementLink(report, id, role)} ${role}</span>${fix && html`<p>→ ${fix}</p>`}${blockedList(report, role, blocked)}</li>`;
}

function blockedList(report: Report, role: string, blocked: readonly string[]): Html {
  if (blocked.length === 0) return html``;
  return html`<details><summary>${plural(blocked.length, 'requirement is', 'requirements are')} blocked by it</summary>
<ul>${blocked.map((one) => html`<li>${requirementLink(report, one, role)}</li>`)}</ul></details>`;
}

function unlockRow(unlock: Unlock): Html {
  return html`<li><code>${unlock.role}</code>: ${unlockText(unlock)}</li>`;
}

function row({ id, role, first }: Finding): Html {
  return html`<li>${pill(first.verdict)} <a href="#${anchorOf({ id, role })}"><code>${id}</code></a> <span class="quiet">${role}</span>
<p class="difference">${difference({ first }).slice(0, 300)}</p></li>`;
}

function acceptedRow({ id, role, first }: Finding): Html {
  const { reason, issue, expires } = first.accepted ?? { reason: '' };
  return html`<li>${pill('fail', 'accepted')} <a href="#${anchorOf({ id, role })}"><code>${id}</code></a> <span class="quiet">${role}</span>: ${reason}${issue && html` (${link(issue, issue)})`}${expires && html`, until ${expires}`}</li>`;
}

function requirementLink(report: Report, id: string, role: string): Html {
  const known = report.requirements.some((requirement) => requirement.id === id && requirement.role === role);
  return known ? html`<a href="#${anchorOf({ id, role })}"><code>${id}</code></a>` : html`<code>${id}</code>`;
}

/** What else a reader may ask: the target's facts, what gates, the words. */
export function notesSection(report: Report): Html {
  return html`<section aria-labelledby="notes"><h2 id="notes">About this run</h2>
${report.target.name !== UNKNOWN && html`<details><summary>The target's facts</summary><pre>${JSON.stringify(report.target.facts, null, 2)}</pre></details>`}
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
${report.shard && html`<p>This is shard ${report.shard.current} of ${report.shard.total}; it says nothing of the whole run.</p>`}
</section>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
