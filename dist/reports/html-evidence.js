import { createHash } from 'node:crypto';
import { worst } from '../suites/harness/model/verdict.js';
import { pill } from './html-parts.js';
import { jsonMarkup } from './json-markup.js';
import { groupBy, plural } from './keys.js';
import { html } from './markup.js';
/** How much of a body the page shows, and how much of it at first sight; in characters. */
const LONGEST_BODY = 16_384;
const SHORT_BODY = 3_000;
/** The fragment of a flow; titles that read alike as a fragment are told apart. */
export function flowAnchor(role, flow) {
    const mark = createHash('sha256').update(flow).digest('hex').slice(0, 6);
    return `flow/${role}/${flow.replace(/[^\p{L}\p{N}]+/gu, '-')}-${mark}`;
}
/** Every flow as the story of its exchanges. */
export function flowsSection(report) {
    const groups = groupBy(report.flows.results, keyOfFlow);
    if (groups.size === 0)
        return html ``;
    const checks = groupBy(report.checks, keyOfFlow);
    return html `<section aria-labelledby="flows"><h2 id="flows">Flows</h2>${[...groups].map(([key, flows]) => flowMarkup(report, flows, checks.get(key) ?? []))}</section>`;
}
function keyOfFlow({ role, flow }) {
    return `${role}\n${flow}`;
}
/** A flow, or several of the same title. */
function flowMarkup(report, flows, checks) {
    const { role, flow } = flows[0];
    const exchanges = flows.flatMap((one) => one.exchanges);
    const ms = flows.reduce((sum, { durationMs }) => sum + durationMs, 0);
    return html `<details class="flow" id="${flowAnchor(role, flow)}"><summary>${pill(worst(checks.map(({ verdict }) => verdict)) ?? null)} <code>${role}</code> <span class="what">${flow}</span> <span class="quiet">${plural(checks.length, 'check')}, ${plural(exchanges.length, 'exchange')}, ${ms.toFixed(0)} ms</span></summary>
<div class="inside">${exchanges.map((index) => html `<div id="exchange/${index}">${exchangeMarkup(report.exchanges[index])}</div>`)}</div></details>
`;
}
/** The last exchange of a check in full, unless the page shows it already, and links to the others. */
export function decisiveEvidence(report, exchanges, inlined) {
    const last = exchanges.at(-1);
    if (last === undefined)
        return html ``;
    if (inlined.has(last))
        return evidenceLinks(report, exchanges);
    inlined.add(last);
    return html `${evidenceLinks(report, exchanges.slice(0, -1))}${exchangeMarkup(report.exchanges[last])}`;
}
/** Links to exchanges, which a script turns into the exchanges themselves. */
export function evidenceLinks(report, exchanges) {
    if (exchanges.length === 0)
        return html ``;
    return html `<ul class="evidence">${exchanges.map((index) => html `<li><a href="#exchange/${index}" data-exchange="${index}">${titleOf(report.exchanges[index])}</a></li>`)}</ul>`;
}
function titleOf(exchange) {
    if (!exchange)
        return 'no exchange';
    const { request, response, failure } = exchange;
    return `${request.method} ${request.url} → ${response?.status ?? failure?.kind ?? 'no response'}`;
}
function exchangeMarkup(exchange) {
    if (!exchange)
        return html ``;
    const { request, response, failure, curl, durationMs } = exchange;
    return html `<article class="exchange">
<h6><b>${request.method}</b> ${request.url} <span class="quiet">→ ${response?.status ?? failure?.kind ?? 'no response'}, ${durationMs.toFixed(0)} ms</span></h6>
<div class="sides"><div><h6>Request</h6>${message([`${request.method} ${request.url}`, ...headerLines(request.headers)], request.body, request.headers)}</div>
<div><h6>${response ? 'Response' : 'No response'}</h6>${response
        ? message([`HTTP ${response.status}`, ...headerLines(response.headers)], response.body, response.headers)
        : html `<p class="message">${failure?.kind}: ${failure?.message}</p>`}${response && failure && html `<p class="message">${failure.kind}: ${failure.message}</p>`}</div></div>
<div class="curl"><h6>Send it again</h6><pre data-copy>${curl}</pre></div>
</article>`;
}
function headerLines(headers) {
    return headers.map(([name, value]) => `${name}: ${value}`);
}
function message(head, body, headers) {
    return html `<pre class="head">${head.join('\n')}</pre>${body !== undefined && body !== '' && bodyMarkup(body, headers)}`;
}
function bodyMarkup(body, headers) {
    const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
    const kept = body.slice(0, LONGEST_BODY);
    const laidOut = jsonMarkup(kept) ?? html `${type.includes('x-www-form-urlencoded') ? kept.replaceAll('&', '\n&') : kept}`;
    const rest = body.length - kept.length;
    const pre = html `<pre class="body" tabindex="0">${laidOut}${rest > 0 &&
        html `
… ${rest} more characters, in conformance.json`}</pre>`;
    if (kept.length <= SHORT_BODY)
        return pre;
    return html `<details><summary>Body of ${body.length} characters</summary>${pre}</details>`;
}
//# sourceMappingURL=html-evidence.js.map