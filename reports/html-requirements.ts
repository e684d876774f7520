import { type Html, html, link, raw } from '../schemas/html.ts';
import { VERDICTS } from '../suites/harness/model/verdict.ts';
import { comparison } from './html-comparison.ts';
import { decisiveEvidence, evidenceLinks, flowAnchor } from './html-evidence.ts';
import { anchorOf, pill } from './html-parts.ts';
import { groupBy, keyOf, plural } from './keys.ts';
import type { Report, ReportCheck, ReportRequirement } from './model.ts';
import { MARK } from './paint.ts';

/** How many failing requirements are open from the start. */
const OPEN_AT_MOST = 8;

/** Every requirement of every role that was run, one mark each. */
export function matrixSection(report: Report): Html {
  if (shown(report).length === 0) return html``;
  return html`<section aria-labelledby="matrix"><h2 id="matrix">Matrix</h2>
<div class="matrix">${shown(report).map(
    ([role, requirements]) => html`<div class="matrix-role" id="matrix/${role}"><h3><code>${role}</code></h3>
${[...groupBy(requirements, ({ endpoint }) => endpoint)].map(
  ([endpoint, cells]) =>
    html`<div class="matrix-row"><span class="quiet">${endpoint}</span><span class="cells">${cells.map(cell)}</span></div>`,
)}</div>`,
  )}</div></section>`;
}

function cell(requirement: ReportRequirement): Html {
  const { verdict } = requirement;
  return html`<a class="cell v-${verdict ?? 'none'}" href="#${anchorOf(requirement)}">${verdict ? MARK[verdict] : '○'}</a>`;
}

/** The requirements that could be judged, of the roles that were run, by role. */
function shown(report: Report): [string, ReportRequirement[]][] {
  const run = new Set<string>(report.roles.map(({ role }) => role));
  return [
    ...groupBy(
      report.requirements.filter(({ role, excluded, verdict }) => run.has(role) && (!excluded || verdict !== null)),
      ({ role }) => role,
    ),
  ];
}

/** The requirements with their checks, and what narrows them down. */
export function requirementsSection(report: Report, insides: Record<string, string>, docs?: string): Html {
  const byKey = groupBy(report.checks, keyOf);
  const roles = shown(report);
  const all = roles.flatMap(([, requirements]) => requirements);
  if (all.length === 0) return html``;
  const open = new Set(all.filter(({ verdict }) => verdict === 'fail' || verdict === 'error').slice(0, OPEN_AT_MOST));
  const inlined = new Set<number>();
  return html`<section aria-labelledby="requirements"><h2 id="requirements">Requirements</h2>
${filters(all)}
${roles.map(
  ([role, requirements]) => html`<div class="group" data-group data-role="${role}"><h3><code>${role}</code></h3>
${[...groupBy(requirements, ({ endpoint }) => endpoint)].map(
  ([endpoint, some]) => html`<div class="group" data-group data-endpoint="${endpoint}"><h4>${endpoint}</h4>
${some.map((requirement) => item(report, requirement, byKey.get(keyOf(requirement)) ?? [], { open: open.has(requirement), inlined, insides, docs }))}</div>`,
)}</div>`,
)}
<p class="none" id="none" hidden>No requirement matches.</p>
</section>`;
}

function filters(requirements: readonly ReportRequirement[]): Html {
  const values = (of: (requirement: ReportRequirement) => string) => [...new Set(requirements.map(of))];
  const verdicts = [...VERDICTS, null].filter((verdict) =>
    requirements.some((requirement) => requirement.verdict === verdict),
  );
  const choice = (name: string, label: string, options: readonly string[]) =>
    html`<label>${label} <select name="${name}"><option value="">all</option>${options.map((option) => html`<option>${option}</option>`)}</select></label>`;
  return html`<form class="filters" id="filters" hidden role="search" aria-label="Narrow down the requirements">
<fieldset><legend>Verdict</legend>${verdicts.map(
    (verdict) =>
      html`<label class="toggle"><input type="checkbox" name="verdict" value="${verdict ?? 'none'}"> ${pill(verdict)}</label>`,
  )}</fieldset>
<div class="choices">
<label class="search">Text <input type="search" name="text" placeholder="id, sentence, response… (/)" autocomplete="off" spellcheck="false"></label>
${choice(
  'role',
  'Role',
  values(({ role }) => role),
)}
${choice(
  'level',
  'Level',
  values(({ level }) => level),
)}
${choice(
  'basis',
  'Basis',
  values(({ basis }) => basis),
)}
${choice(
  'endpoint',
  'Endpoint',
  values(({ endpoint }) => endpoint),
)}
<button type="reset">Show all</button> <button type="button" id="unfold">Open these</button>
<output id="shown" aria-live="polite"></output>
</div></form>`;
}

interface How {
  readonly open: boolean;
  /** Exchanges that the page shows already. */
  readonly inlined: Set<number>;
  /** Takes what is shown only when it is opened, by fragment. */
  readonly insides: Record<string, string>;
  /** Where the pages of requirements are. */
  readonly docs: string | undefined;
}

function item(
  report: Report,
  requirement: ReportRequirement,
  checks: readonly ReportCheck[],
  { open, inlined, insides, docs }: How,
): Html {
  const { id, level, basis, verdict, source, text, why, fix } = requirement;
  const accepted = checks.find((check) => check.accepted)?.accepted;
  const wrong = verdict !== null && verdict !== 'pass' && verdict !== 'info' && verdict !== 'skip';
  const inside = html`<figure><blockquote>${source.sentence}</blockquote><figcaption>${link(source.url, source.heading)}</figcaption></figure>
<dl><dt>Why</dt><dd>${why}</dd>${wrong && html`<dt>How to fix it</dt><dd class="fix">${fix}</dd>`}
${accepted && html`<dt>Accepted</dt><dd>${accepted.reason}${accepted.issue && html` (${link(accepted.issue, accepted.issue)})`}${accepted.expires && html`, until ${accepted.expires}`}</dd>`}</dl>
${wrong && explained(requirement, docs)}<h5>${checks.length === 0 ? 'No check of this run judged it.' : plural(checks.length, 'check')}</h5>
<ol class="checks">${checks.map((check) => html`<li class="check">${checkMarkup(report, check, inlined)}</li>`)}</ol>`;
  const anchor = anchorOf(requirement);
  if (!wrong && !accepted) insides[anchor] = inside.markup;
  return html`<details class="requirement" id="${anchor}" data-verdict="${verdict ?? 'none'}" data-level="${level}" data-basis="${basis}"${open && raw(' open')}>
<summary>${pill(verdict)}${accepted && pill(null, 'accepted')} <code>${id}</code> <small>${level} ${basis}</small> <span class="what">${text}</span></summary>
${(wrong || accepted) && html`<div class="inside">${inside}</div>`}</details>
`;
}

/** Where more is said of a requirement: the flows that check it, and faults that show a violation. */
function explained({ id, role }: ReportRequirement, docs: string | undefined): Html {
  const page = `requirements/${role.split('.')[0]}.md`;
  return html`<p class="quiet">More of it: ${docs && html`<a href="${docs}/${page}#${id}">docs/${page}</a>, `}<code>npx tollgate explain ${id}</code></p>
`;
}

function checkMarkup(report: Report, check: ReportCheck, inlined: Set<number>): Html {
  const { verdict, flow, role, expected, actual, message, blockedBy, skipFact, script } = check;
  const quiet = verdict === 'pass' || verdict === 'info' || verdict === 'skip';
  const known = report.requirements.some((requirement) => requirement.id === blockedBy && requirement.role === role);
  return html`<p>${pill(verdict)} <a href="#${flowAnchor(role, flow)}">${flow}</a></p>
${message && html`<p class="message">${message}</p>`}
${blockedBy && html`<p>Blocked by ${known ? html`<a href="#${anchorOf({ id: blockedBy, role })}"><code>${blockedBy}</code></a>` : html`<code>${blockedBy}</code>`}</p>`}
${skipFact && html`<p>Not applicable because of <code>${skipFact}</code></p>`}
${(expected ?? actual) !== undefined && html`<dl class="versus${quiet && ' even'}">${expected !== undefined && html`<div class="expected"><dt>Expected</dt><dd>${expected}</dd></div>`}${actual !== undefined && html`<div class="actual"><dt>Actual</dt><dd>${actual}</dd></div>`}</dl>`}
${!quiet && comparison(report, check)}
${quiet ? evidenceLinks(report, check.exchanges) : decisiveEvidence(report, check.exchanges, inlined)}${script !== undefined && scriptMarkup(script)}`;
}

/** The script that shows a finding again, with a button that copies it. */
function scriptMarkup(script: string): Html {
  return html`<div class="again"><details class="script"><summary>As a script that fetches its tokens itself</summary><pre data-copy="Copy as script" tabindex="0">${script}</pre></details></div>`;
}

/** The sentences that are counted but cannot be checked, each with its reason. */
export function excludedSection(report: Report): Html {
  const run = new Set<string>(report.roles.map(({ role }) => role));
  const excluded = report.requirements.filter((requirement) => requirement.excluded && run.has(requirement.role));
  if (excluded.length === 0) return html``;
  return html`<section aria-labelledby="excluded"><h2 id="excluded">Excluded sentences</h2>
<details><summary>${plural(excluded.length, 'sentence')} that no check can judge, and why</summary>
<div class="scroll"><table><thead><tr><th scope="col">Requirement</th><th scope="col">Sentence</th><th scope="col">Why not</th></tr></thead>
<tbody>${excluded.map(
    ({ id, role, source, excluded: why }) =>
      html`<tr><th scope="row"><code>${id}</code><br><span class="quiet">${role}</span></th><td>${source.sentence} <span class="quiet">${source.heading}</span></td><td>${why}</td></tr>`,
  )}</tbody></table></div></details></section>`;
}
