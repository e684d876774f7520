import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { nearest } from '../../../schemas/nearest.ts';
import requirementsSchema from '../../../schemas/tollgate/requirements.schema.json' with { type: 'json' };
import { entriesOf, type Place, type RequirementsFile, requirementsIn } from './requirements-file.ts';

type Path = readonly (string | number)[];

/** What is wrong in a file of requirements, where, and how to correct it. */
export interface FileMistake {
  readonly path: Path;
  readonly text: string;
  /** A second place that the mistake is about. */
  readonly other?: Path;
}

const validate = new Ajv2020({ allErrors: true, verbose: true }).compile(requirementsSchema);

/** The mistakes of a file that stands in the folder of `system`; where its shape is wrong, only those of its shape. */
export function mistakesOf(content: unknown, system: string): FileMistake[] {
  if (!validate(content)) return (validate.errors ?? []).flatMap((error) => schemaMistake(error, content));
  const file = content as unknown as RequirementsFile;
  if (file.system !== system) {
    return [{ path: ['system'], text: `the system is ${file.system} in the folder of ${system}; write ${system}` }];
  }
  const places = entriesOf(file);
  return [...nameMistakes(file, places), ...duplicates(places), ...reasonMistakes(file, places)];
}

function schemaMistake(error: ErrorObject, content: unknown): FileMistake[] {
  const { keyword, instancePath, params, data } = error;
  if (keyword === 'if') return [];
  const path = instancePath.split('/').slice(1).map(decoded);
  const id = idAt(content, path);
  const about = `${id ? `${id}: ` : ''}${path.length === 0 || typeof path.at(-1) === 'number' ? '' : `${path.at(-1)} `}`;
  return [
    { path: [...path, ...(params.additionalProperty ? [params.additionalProperty] : [])], text: about + fix(error) },
  ];

  function fix({ message }: ErrorObject): string {
    if (keyword === 'required') return `has no ${params.missingProperty}; add it`;
    if (keyword === 'additionalProperties') return `${params.additionalProperty} is not a member here; remove it`;
    if (keyword === 'false schema')
      return 'does not belong here: the document is cited by sentences, each with its quote';
    if (keyword === 'enum') return `is ${JSON.stringify(data)}; write ${oneOf(params.allowedValues)}`;
    if (keyword === 'pattern') return `is ${JSON.stringify(data)}; it must match ${params.pattern}`;
    if (keyword === 'minLength' || keyword === 'minItems') return 'is empty; write it or remove it';
    return `${message}; correct it`;
  }
}

function decoded(part: string): string | number {
  return /^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The id of the innermost entry on a path. */
function idAt(content: unknown, path: Path): string | undefined {
  let value = content as Record<string | number, unknown> | undefined;
  let id: string | undefined;
  for (const part of path) {
    value = value?.[part] as typeof value;
    if (typeof value?.id === 'string') id = value.id;
  }
  return id;
}

function oneOf(values: readonly string[]): string {
  return `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}

function nameMistakes(file: RequirementsFile, places: readonly Place[]): FileMistake[] {
  const { system } = file;
  const requirements = requirementsIn(file);
  return places.flatMap(({ path }, index) => {
    const { id, role, endpoint } = requirements[index] as (typeof requirements)[number];
    const found = [];
    if (!id.startsWith(`${system}.`)) found.push(`the id ${id} is not one of ${system}; begin it with ${system}.`);
    if (!role.startsWith(`${system}.`)) {
      found.push(`${id}: the role ${role} is of another system; write ${system}.server or ${system}.client`);
    }
    if (endpoint === '') found.push(`${id}: has no endpoint; add it here, to the section or to the file`);
    return found.map((text) => ({ path, text }));
  });
}

function duplicates(places: readonly Place[]): FileMistake[] {
  const first = new Map<string, Path>();
  return places.flatMap(({ path, entry: { id } }): FileMistake[] => {
    const other = first.get(id);
    if (other) return [{ path, text: `${id}: is there twice; ids are unique, so rename one`, other }];
    first.set(id, path);
    return [];
  });
}

/** An exclusion has one reason, and what it repeats is a requirement that is checked. */
function reasonMistakes(file: RequirementsFile, places: readonly Place[]): FileMistake[] {
  const checked = new Set(requirementsIn(file).flatMap(({ id, excluded }) => (excluded ? [] : [id])));
  return places.flatMap(({ path, entry }): FileMistake[] => {
    if ('rule' in entry) return [];
    const { id, excluded, repeated } = entry;
    if ((excluded === undefined) === (repeated === undefined)) {
      return [{ path, text: `${id}: needs requirements, or one reason: excluded or repeated` }];
    }
    if (repeated === undefined || checked.has(repeated)) return [];
    const meant = nearest(repeated, checked);
    return [
      {
        path,
        text: `${id}: repeats ${repeated}, which is not a checked requirement of this file; ${meant ? `did you mean ${meant}?` : 'name one'}`,
      },
    ];
  });
}
