import { createHash } from 'node:crypto';
import { type Html, html } from '../schemas/html.ts';
import type { ExchangeRecord } from '../suites/harness/model/verdict.ts';
import { worst } from '../suites/harness/model/verdict.ts';
import { pill } from './html-parts.ts';
import { jsonMarkup } from './json-markup.ts';
import { groupBy, plural } from './keys.ts';
import type { FlowReport, Report, ReportCheck } from './model.ts';

/** How much of a body the page shows, and how much of it at first sight; in characters. */
const LONGEST_BODY = 16_384;
const SHORT_BODY = 3_000;

/** The fragment of a flow; titles that read alike as a fragment are told apart. */
export function flowAnchor(role: string, flow: string): string {
  const mark = createHash('sha256').update(flow).digest('hex').slice(0, 6);
  return `flow/${role}/${flow.replace(/[^\p{L}\p{N}]+/gu, '-')}-${mark}`;
}

/** Every flow as the story of its exchanges. */
export function flowsSection(report: Report): Html {
  const groups = groupBy(report.flows.results, keyOfFlow);
  if (groups.size === 0) return html``;
  const checks = groupBy(report.checks, keyOfFlow);
  return html`<section aria-labelledby="flows"><h2 id="flows">Flows</h2><noscript><p>Their exchanges are in <code>conformance.json</code>.</p></noscript>${[...groups].map(([key, flows]) => flowMarkup(flows, checks.get(key) ?? []))}</section>`;
}

function keyOfFlow({ role, flow }: Pick<FlowReport, 'role' | 'flow'>): string {
  return `${role}\n${flow}`;
}

/** A flow, or several of the same title. */
function flowMarkup(flows: readonly FlowReport[], checks: readonly ReportCheck[]): Html {
  const { role, flow } = flows[0] as FlowReport;
  const exchanges = flows.flatMap((one) => one.exchanges);
  const ms = flows.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return html`<details class="flow" id="${flowAnchor(role, flow)}"><summary>${pill(worst(checks.map(({ verdict }) => verdict)) ?? null)} <code>${role}</code> <span class="what">${flow}</span> <span class="quiet">${plural(checks.length, 'check')}, ${plural(exchanges.length, 'exchange')}, ${ms.toFixed(0)} ms</span></summary>
<div class="inside" data-exchanges="${exchanges.join(' ')}"></div></details>
`;
}

/** The last exchange of a check in full, unless the page shows it already, and links to the others. */
export function decisiveEvidence(report: Report, exchanges: readonly number[], inlined: Set<number>): Html {
  const last = exchanges.at(-1);
  if (last === undefined) return html``;
  if (inlined.has(last)) return evidenceLinks(report, exchanges);
  inlined.add(last);
  return html`${evidenceLinks(report, exchanges.slice(0, -1))}${exchangeMarkup(report.exchanges[last])}`;
}

/** Links to exchanges, which a script turns into the exchanges themselves. */
export function evidenceLinks(report: Report, exchanges: readonly number[]): Html {
  if (exchanges.length === 0) return html``;
  return html`<ul class="evidence">${exchanges.map((index) => html`<li><a href="#exchange/${index}" data-exchange="${index}">${titleOf(report.exchanges[index])}</a></li>`)}</ul>`;
}

function titleOf(exchange: ExchangeRecord | undefined): string {
  if (!exchange) return 'no exchange';
  const { request, response, failure } = exchange;
  return `${request.method} ${request.url} → ${response?.status ?? failure?.kind ?? 'no response'}`;
}

/** An exchange: request and response side by side, and the line that sends it again. */
export function exchangeMarkup(exchange: ExchangeRecord | undefined): Html {
  if (!exchange) return html``;
  const { request, response, failure, curl, durationMs, received } = exchange;
  return html`<article class="exchange">
<p class="title"><b>${request.method}</b> ${request.url} <span class="quiet">→ ${response?.status ?? failure?.kind ?? 'no response'}, ${durationMs.toFixed(0)} ms</span></p>
<div class="sides"><div><p class="title">Request</p>${message([`${request.method} ${request.url}`, ...headerLines(request.headers)], request.body, request.headers)}</div>
<div><p class="title">${response ? 'Response' : 'No response'}</p>${
    response
      ? message([`HTTP ${response.status}`, ...headerLines(response.headers)], response.body, response.headers)
      : html`<p class="message">${failure?.kind}: ${failure?.message}</p>`
  }${response && failure && html`<p class="message">${failure.kind}: ${failure.message}</p>`}</div></div>
${received ? html`<p class="quiet">The target has sent this request, and Tollgate the response.</p>` : html`<div class="curl"><p class="title">Send it again</p><pre data-copy>${curl}</pre></div>`}
</article>`;
}

type Headers = ExchangeRecord['request']['headers'];

function headerLines(headers: Headers): string[] {
  return headers.map(([name, value]) => `${name}: ${value}`);
}

function message(head: readonly string[], body: string | undefined, headers: Headers): Html {
  return html`<pre class="head">${head.join('\n')}</pre>${body !== undefined && body !== '' && bodyMarkup(body, headers)}`;
}

function bodyMarkup(body: string, headers: Headers): Html {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const kept = body.slice(0, LONGEST_BODY);
  const laidOut =
    jsonMarkup(kept) ?? html`${type.includes('x-www-form-urlencoded') ? kept.replaceAll('&', '\n&') : kept}`;
  const rest = body.length - kept.length;
  const pre = html`<pre class="body" tabindex="0">${laidOut}${
    rest > 0 &&
    html`
… ${rest} more characters, in conformance.json`
  }</pre>`;
  if (kept.length <= SHORT_BODY) return pre;
  return html`<details><summary>Body of ${body.length} characters</summary>${pre}</details>`;
}
