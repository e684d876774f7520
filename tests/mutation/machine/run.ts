import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { RoleId } from '../../../suites/harness/model/requirement.ts';
import { PROJECT_ROOT } from '../../../suites/harness/target/schema.ts';
import { publishPart } from '../publish.ts';
import { flowsByRole } from '../roles.ts';
import { readAccepted } from './accepted.ts';
import { domainChanges } from './domain.ts';
import { generalChanges } from './general.ts';
import { named } from './ids.ts';
import type { Mutant } from './mutant.ts';
import { missed, type Score, scoreOf, scoreTable, stale } from './score.ts';
import { mutatedRoles, sourcesOf } from './sources.ts';
import type { Tried } from './try.ts';
import { tryAll } from './try-all.ts';

/** `npm run mutants [-- [--operators domain|all] [--all-findings] [--since commit] roles or words of file paths]` */
const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    operators: { type: 'string', default: 'domain' },
    'all-findings': { type: 'boolean', default: false },
    since: { type: 'string' },
  },
});
const judged = await flowsByRole();
const roles = mutatedRoles.filter((role) => judged.has(role));
const isRole = (word: string) => roles.some((role) => role.startsWith(word));
const wantedRoles = roles.filter((role) => !words.some(isRole) || words.some((word) => role.startsWith(word)));
const fileWords = words.filter((word) => !isRole(word));
const changed = values.since === undefined ? undefined : changedSince(values.since);

function changedSince(commit: string): ReadonlySet<string> {
  const names = execFileSync('git', ['diff', '--name-only', commit, '--'], { cwd: PROJECT_ROOT, encoding: 'utf8' });
  return new Set(names.split('\n'));
}

const isWanted = (file: string) =>
  (fileWords.length === 0 || fileWords.some((word) => file.includes(word))) && (changed?.has(file) ?? true);

async function mutantsOf(role: RoleId): Promise<readonly Mutant[]> {
  const all: Mutant[] = [];
  for (const source of sourcesOf(role).filter(({ file }) => isWanted(file))) {
    all.push(...named(source, domainChanges(source)));
    if (values.operators === 'all') all.push(...named(source, await generalChanges(source)));
  }
  return all;
}

function told({ mutant, fate, message }: Tried): string {
  const { id, file, line, operator, code, replacement } = mutant;
  const lines = [`${fate}  ${id}  ${file}:${line}  ${operator}`, code, replacement, message].filter(Boolean);
  return lines.join('\n    ');
}

const list = readAccepted();
const scores = new Map<RoleId, Score>();
let isRed = false;
for (const role of wantedRoles) {
  const tried: Tried[] = [];
  const mutants = await mutantsOf(role);
  if (mutants.length === 0) continue;
  await tryAll(role, mutants, values['all-findings'], (one) => tried.push(one));
  const open = missed(tried, list);
  const old = values.operators === 'all' ? stale(tried, list) : [];
  for (const one of open) console.log(told(one));
  for (const { file, code } of old) console.log(`accepted.yaml: no mutant of ${file} needs it any more: ${code}`);
  isRed ||= open.length + old.length > 0;
  scores.set(role, scoreOf(tried, list));
}
publishPart({ machine: Object.fromEntries(scores) });
console.log(scores.size === 0 ? 'no mutant of these files' : scoreTable(scores));
process.exitCode = isRed ? 1 : 0;
