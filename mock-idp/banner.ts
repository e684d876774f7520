import type { KnownClient, KnownUser } from './frame/system.ts';
import type { RunningMock } from './server.ts';

/** What a person wants to know once the mock runs: where, with whom, and a command to try. */
export function banner({ url, systems }: RunningMock): string {
  const lines = [`Mock IdP at ${url} (state in memory; Ctrl-C ends it)`, ''];
  for (const [name, { endpoints, users = [], clients = [], links = [], examples }] of systems) {
    lines.push(name, ...endpoints.map((endpoint) => `  ${endpoint}`));
    lines.push(...links.map(({ text, path }) => `  ${text}: ${url}${path}`));
    if (users.length > 0) lines.push('  users (name / password):', ...wrapped(users.map(userLine)));
    if (clients.length > 0) lines.push('  clients (id / secret):', ...wrapped(clients.map(clientLine)));
    const [example] = examples?.(url) ?? [];
    if (example) lines.push('  try:', `    ${example.command}`);
    lines.push('');
  }
  lines.push(
    'look',
    `  ${url}/ in a browser: users, clients, requests as they come, faults, tokens`,
    '',
    'control',
    `  GET ${url}/_control describes journal, provocations, mint, reset and faults`,
    `  ${url}/~fault/<id>/... is the same mock with one defect; GET ${url}/_control/faults lists them`,
    "  header 'tollgate-clock: +3601' moves the clock for one request",
  );
  return lines.join('\n');
}

function userLine({ username, password, note }: KnownUser): string {
  return `${username} / ${password}${note === undefined ? '' : ` ${note}`}`;
}

function clientLine({ id, secret }: KnownClient): string {
  return secret === undefined ? `${id} (public)` : `${id} / ${secret}`;
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
