import { parseArgs } from 'node:util';
import type { RoleId } from '../../../suites/harness/model/requirement.ts';
import { flowsByRole } from '../roles.ts';
import { domainChanges } from './domain.ts';
import { generalChanges } from './general.ts';
import { named } from './ids.ts';
import type { Mutant } from './mutant.ts';
import { mutatedRoles, sourcesOf } from './sources.ts';
import type { Tried } from './try.ts';
import { tryAll } from './try-all.ts';

/** `npm run mutants [-- [--operators domain|all] [--all-findings] roles or words of file paths]` */
const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    operators: { type: 'string', default: 'domain' },
    'all-findings': { type: 'boolean', default: false },
  },
});
const judged = await flowsByRole();
const roles = mutatedRoles.filter((role) => judged.has(role));
const isRole = (word: string) => roles.some((role) => role.startsWith(word));
const wanted = roles.filter((role) => !words.some(isRole) || words.some((word) => role.startsWith(word)));
const files = words.filter((word) => !isRole(word));

async function mutantsOf(role: RoleId): Promise<readonly Mutant[]> {
  const all: Mutant[] = [];
  for (const source of sourcesOf(role)) {
    if (files.length > 0 && !files.some((word) => source.file.includes(word))) continue;
    all.push(...named(source, domainChanges(source)));
    if (values.operators === 'all') all.push(...named(source, await generalChanges(source)));
  }
  return all;
}

for (const role of wanted) {
  const tried: Tried[] = [];
  const mutants = await mutantsOf(role);
  await tryAll(role, mutants, values['all-findings'], (one) => tried.push(one));
  const of = (fate: Tried['fate']) => tried.filter((one) => one.fate === fate);
  for (const { mutant, fate, message } of [...of('our error'), ...of('survived'), ...of('unjudged')]) {
    console.log(
      `${fate}  ${mutant.id}  ${mutant.file}:${mutant.line}  ${mutant.operator}\n    ${mutant.code}\n    ${mutant.replacement}${message ? `\n    ${message}` : ''}`,
    );
  }
  const reached = tried.length - of('unreached').length - of('invalid').length;
  console.log(
    `${role}: ${mutants.length} mutants, ${of('invalid').length} invalid, ${reached} reached, ${of('found').length} found, ${of('unjudged').length} unjudged, ${of('survived').length} survived, ${of('our error').length} errors: ${((100 * of('found').length) / reached).toFixed(1)} %`,
  );
}
