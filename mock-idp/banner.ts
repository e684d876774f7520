import type { RunningMock } from './server.ts';

/** What a person wants to know once the mock runs: where, with whom, and a command to try. */
export function banner({ url, systems }: RunningMock): string {
  const lines = [`Mock IdP at ${url} (state in memory; Ctrl-C ends it)`, ''];
  for (const [name, { endpoints, users = [], example }] of systems) {
    lines.push(name, ...endpoints.map((endpoint) => `  ${endpoint}`));
    if (users.length > 0) lines.push('  accounts (user / password):', ...wrapped(users));
    if (example) lines.push('  try:', `    ${example(url)}`);
    lines.push('');
  }
  lines.push(
    'control',
    `  GET ${url}/_control describes journal, provocations, mint, reset and faults`,
    `  ${url}/~fault/<id>/... is the same mock with one defect; GET ${url}/_control/faults lists them`,
    "  header 'tollgate-clock: +3601' moves the clock for one request",
  );
  return lines.join('\n');
}

/** Texts side by side, in lines of about a hundred characters. */
function wrapped(texts: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const text of texts) {
    if (line !== '' && line.length + text.length > 96) {
      lines.push(`    ${line}`);
      line = '';
    }
    line += line === '' ? text : `   ${text}`;
  }
  return [...lines, `    ${line}`];
}
