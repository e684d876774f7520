import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import requirementsSchema from '../../../schemas/tollgate/requirements.schema.json' with { type: 'json' };
import { readJsonFile } from '../target/file.ts';
import { PROJECT_ROOT } from '../target/schema.ts';
import type { Requirement } from './requirement.ts';

/** The requirements of one system, in its document's order. */
export interface SystemRequirements {
  readonly system: string;
  readonly document: { readonly title: string; readonly file?: string; readonly url?: string };
  readonly requirements: readonly Requirement[];
}

/** All systems' requirements, by the systems' names. */
export type Catalogue = readonly SystemRequirements[];

/**
 * Reads `suites/<system>/requirements.json` of every folder that has one.
 * Throws an Error with one line for each mistake: file, place, what is wrong.
 */
export function loadCatalogue(root = PROJECT_ROOT): Catalogue {
  const validate = new Ajv2020({ allErrors: true, verbose: true }).compile<SystemRequirements>(requirementsSchema);
  const mistakes: string[] = [];
  const catalogue: SystemRequirements[] = [];
  for (const folder of foldersWithRequirements(root)) {
    const shown = `suites/${folder}/requirements.json`;
    const reading = readJsonFile(join(root, shown), shown, 'the file');
    if ('mistake' in reading) mistakes.push(reading.mistake);
    else if (!validate(reading.document))
      mistakes.push(...schemaMistakes(shown, reading.document, validate.errors ?? []));
    else {
      const { system, document, requirements } = reading.document;
      mistakes.push(...nameMistakes(shown, folder, reading.document));
      catalogue.push({ system, document, requirements });
    }
  }
  mistakes.push(...duplicates(catalogue));
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  return catalogue;
}

/** The same without looking for mistakes, for a process whose run has looked already. */
export function readCatalogue(root = PROJECT_ROOT): Catalogue {
  return foldersWithRequirements(root).map((folder) =>
    JSON.parse(readFileSync(join(root, `suites/${folder}/requirements.json`), 'utf8')),
  );
}

/** All requirements of a catalogue, excluded ones too. */
export function requirementsOf(catalogue: Catalogue): Requirement[] {
  return catalogue.flatMap(({ requirements }) => requirements);
}

function foldersWithRequirements(root: string): string[] {
  return readdirSync(join(root, 'suites'))
    .filter((folder) => existsSync(join(root, 'suites', folder, 'requirements.json')))
    .sort();
}

function schemaMistakes(shown: string, document: unknown, errors: readonly ErrorObject[]): string[] {
  return errors.map((error) => {
    const id = idAt(document, error.instancePath);
    const extra = error.keyword === 'additionalProperties' ? ` (${error.params.additionalProperty})` : '';
    const allowed =
      error.keyword === 'enum' ? `: ${error.params.allowedValues.join(', ')}; is ${JSON.stringify(error.data)}` : '';
    return `${shown}: ${error.instancePath || '/'}${id}: ${error.message}${extra}${allowed}`;
  });
}

/** The id of the requirement that a JSON pointer leads into, for people who do not count. */
function idAt(document: unknown, instancePath: string): string {
  const index = /^\/requirements\/(\d+)/.exec(instancePath)?.[1];
  if (index === undefined) return '';
  const id = (document as { requirements: { id?: unknown }[] }).requirements[Number(index)]?.id;
  return typeof id === 'string' ? ` (${id})` : '';
}

function nameMistakes(shown: string, folder: string, { system, requirements }: SystemRequirements): string[] {
  if (system !== folder) return [`${shown}: /system: is ${system} in the folder of ${folder}; write ${folder}`];
  return requirements.flatMap(({ id, role }, index) => {
    const at = `${shown}: /requirements/${index} (${id})`;
    return [
      ...(id.startsWith(`${system}.`) ? [] : [`${at}: the id does not begin with ${system}.`]),
      ...(role.startsWith(`${system}.`) ? [] : [`${at}: the role ${role} is of another system than ${system}`]),
    ];
  });
}

function duplicates(catalogue: Catalogue): string[] {
  const seen = new Set<string>();
  return requirementsOf(catalogue).flatMap(({ id }) => {
    if (seen.has(id)) return [`suites/${id.split('.')[0]}/requirements.json: ${id} is there twice; ids are unique`];
    seen.add(id);
    return [];
  });
}
