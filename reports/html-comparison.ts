import { type Html, html } from '../schemas/html.ts';
import type { ExchangeRecord } from '../suites/harness/model/verdict.ts';
import type { Report, ReportCheck } from './model.ts';
import { waitedBefore } from './pauses.ts';

/** With more exchanges than this a check compares many, and a pair of them says little. */
const MOST = 4;

/** The control beside the attempt: what was sent and came, and in what they differ; and how long was waited. */
export function comparison(report: Report, { exchanges }: ReportCheck): Html {
  const [first, last] = [exchanges[0], exchanges.at(-1)];
  if (last === undefined) return html``;
  const waited = waitedBefore(report, last, first);
  const note =
    waited >= 500 && html`<p class="waited">${(waited / 1_000).toFixed(1)} s were waited before the last request.</p>`;
  const [control, attempt] = [report.exchanges[first ?? -1], report.exchanges[last]];
  if (!control || !attempt || control === attempt || exchanges.length > MOST) return html`${note}`;
  const [before, after] = differences(linesOf(control), linesOf(attempt));
  return html`<table class="pair"><thead><tr><td></td><th scope="col">Control</th><th scope="col">Attempt</th></tr></thead><tbody>
<tr><th scope="row">Sent</th><td>${sent(control)}</td><td>${sent(attempt)}</td></tr>
${before.length + after.length > 0 && html`<tr><th scope="row">Only here</th><td>${lines(before)}</td><td>${lines(after)}</td></tr>`}
<tr><th scope="row">Came</th><td>${came(control)}</td><td>${came(attempt)}</td></tr>
</tbody></table>${note}`;
}

function sent({ request }: ExchangeRecord): string {
  return `${request.method} ${request.url}`;
}

function came({ response, failure }: ExchangeRecord): string {
  return String(response?.status ?? failure?.kind ?? 'no response');
}

function lines(texts: readonly string[]): Html {
  return texts.length === 0 ? html`nothing` : html`<pre>${texts.join('\n').slice(0, 600)}</pre>`;
}

/** A request in parts that can be compared: fields, members of a form, lines of JSON. */
function linesOf({ request: { headers, body = '' } }: ExchangeRecord): string[] {
  const parts = /^\s*[[{]/.test(body) ? body.split(/(?<=[,{[])/) : body.split(/(?<=&)/);
  return [...headers.map(([name, value]) => `${name}: ${value}`), ...parts.filter(Boolean)];
}

function differences(one: readonly string[], other: readonly string[]): [string[], string[]] {
  return [one.filter((line) => !other.includes(line)), other.filter((line) => !one.includes(line))];
}
