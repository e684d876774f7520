import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { flowsSection } from './html-evidence.js';
import { mendSection, notesSection, rolesSection, topSection } from './html-overview.js';
import { excludedSection, matrixSection, requirementsSection } from './html-requirements.js';
import { html, raw } from './markup.js';
/** The report as one HTML page that asks for nothing else: readable from a file, without JavaScript, on paper. */
export function htmlText(report) {
    const style = asset('page.css');
    const script = asset('page.js');
    const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
    return html `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Tollgate ${report.tollgate.version}">
<title>${report.target.name}: conformance report</title>
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#requirements">Go to the requirements</a>
${topSection(report)}
<main>
${rolesSection(report)}
${mendSection(report)}
${matrixSection(report)}
${requirementsSection(report)}
${flowsSection(report)}
${excludedSection(report)}
${notesSection(report)}
</main>
<footer>Tollgate ${report.tollgate.version}. The same facts for machines: <code>conformance.json</code>.</footer>
<script>${raw(script)}</script>
</body>
</html>
`.markup;
}
function asset(name) {
    return readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
}
function hash(text) {
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
//# sourceMappingURL=html.js.map