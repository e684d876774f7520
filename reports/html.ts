import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Html, html, raw } from '../schemas/html.ts';
import { exchangeMarkup, flowsSection } from './html-evidence.ts';
import { contentsSection, mendSection, notesSection, rolesSection, titleOf, topSection } from './html-overview.ts';
import { packMarkup } from './html-pack.ts';
import { excludedSection, matrixSection, requirementsSection } from './html-requirements.ts';
import type { Report } from './model.ts';

/**
 * The report as one HTML page that asks for nothing else: readable from a file, on paper, and without JavaScript what
 * went wrong. What went well, and the exchanges of flows, are compressed until they are opened.
 * @param docs where the pages of docs/ are, seen from the page
 */
export function htmlText(report: Report, docs?: string): string {
  const style = asset('page.css');
  const script = asset('page.js');
  const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
  const insides: Record<string, string> = {};
  const sections: [fragment: string, title: string, content: Html][] = [
    ['fix', 'What to fix', mendSection(report)],
    ['roles', 'Roles', rolesSection(report)],
    ['matrix', 'Matrix', matrixSection(report)],
    ['requirements', 'Requirements', requirementsSection(report, insides, docs)],
    ['flows', 'Flows', flowsSection(report)],
    ['excluded', 'Excluded', excludedSection(report)],
    ['notes', 'About this run', notesSection(report)],
  ];
  const shown = sections.filter(([, , { markup }]) => markup !== '');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Tollgate ${report.tollgate.version}">
<title>${titleOf(report)}: conformance report</title>
<style>${raw(style)}</style>
</head>
<body>
${shown.some(([fragment]) => fragment === 'requirements') && html`<a class="skip" href="#requirements">Go to the requirements</a>`}
${topSection(report)}
${contentsSection(
  report,
  shown.map(([fragment, title]) => [fragment, title]),
)}
<main>
${shown.map(([, , content]) => html`${content}\n`)}
</main>
<footer>Tollgate ${report.tollgate.version}. The same facts for machines: <code>conformance.json</code>.</footer>
${packMarkup({ exchanges: report.exchanges.map((exchange) => exchangeMarkup(exchange).markup), insides })}
<script>${raw(script)}</script>
</body>
</html>
`.markup;
}

function asset(name: string): string {
  return readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
