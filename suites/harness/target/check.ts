import type { AnySchema, ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { nearest } from '../../../schemas/nearest.ts';
import { type SchemaNode, type TargetSchema, variableOf } from './schema.ts';
import { FORMATS } from './url.ts';

/** Where the members of a target came from, for naming the place of a mistake. */
export interface Origin {
  /** How mistakes name the target file; absent when there is none. */
  readonly file?: string;
  /** The line of a member of that file. */
  readonly lineOf?: (path: readonly string[]) => number;
  /** Dotted names of the leaves that the environment set. */
  readonly fromEnvironment: ReadonlySet<string>;
}

type Mistake = (error: ErrorObject, origin: Origin) => string;

/** Every mistake of a target document against its schema: where, what, how to fix it. */
export function targetMistakes(document: unknown, { schema }: TargetSchema, origin: Origin): string[] {
  const validate = validatorOf(schema);
  if (validate(document)) return [];
  return [...new Set((validate.errors ?? []).map((error) => inWords(error, origin)))];
}

const validators = new WeakMap<SchemaNode, ValidateFunction>();

function validatorOf(schema: SchemaNode): ValidateFunction {
  const known = validators.get(schema);
  if (known) return known;
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, strictRequired: false });
  ajv.addVocabulary(['x-path', 'x-roles', 'x-mistake']);
  for (const [name, mistake] of Object.entries(FORMATS)) ajv.addFormat(name, (value) => mistake(value) === undefined);
  const made = ajv.compile(schema as AnySchema);
  validators.set(schema, made);
  return made;
}

function inWords(error: ErrorObject, origin: Origin): string {
  return (MISTAKES[error.keyword] ?? otherwise)(error, origin);
}

const MISTAKES: Readonly<Record<string, Mistake>> = {
  additionalProperties: (error, origin) => {
    const name = String(error.params.additionalProperty);
    const members = Object.keys((error.parentSchema as SchemaNode).properties ?? {}).filter((m) => !m.startsWith('$'));
    const meant = nearest(name, members);
    const fix = meant === undefined ? `the members here are ${members.join(', ')}` : `did you mean ${meant}?`;
    return `${place([...pathOf(error), name], origin)}: is not a member of the target file; ${fix}`;
  },
  required: (error, origin) => missing([...pathOf(error), String(error.params.missingProperty)], pathOf(error), origin),
  dependentRequired: (error, origin) =>
    missing(
      [...pathOf(error), String(error.params.missingProperty)],
      [...pathOf(error), String(error.params.property)],
      origin,
    ),
  type: (error, origin) =>
    `${at(error, origin)}: is ${kindOf(error.data)}; write ${KINDS[error.params.type] ?? error.params.type}`,
  enum: (error, origin) => {
    const allowed: readonly string[] = error.params.allowedValues;
    const given = String(error.data);
    const meant = nearest(given, allowed);
    const fix = meant === undefined ? `write one of ${allowed.join(', ')}` : `did you mean ${meant}?`;
    return `${at(error, origin)}: is ${JSON.stringify(given)}, not one of ${allowed.join(', ')}; ${fix}`;
  },
  format: (error, origin) => `${at(error, origin)}: ${FORMATS[error.params.format]?.(String(error.data))}`,
  minLength: (error, origin) => `${at(error, origin)}: is empty; give it a value or leave it out`,
  minProperties: (error, origin) => `${at(error, origin)}: is empty; give it a member or leave it out`,
  minItems: (error, origin) => `${at(error, origin)}: is empty; give it a value or leave it out`,
  uniqueItems: (error, origin) => `${at(error, origin)}: names the same thing twice; keep one of them`,
  not: (error, origin) => `${at(error, origin)}: ${(error.parentSchema as SchemaNode)['x-mistake']}`,
};

const otherwise: Mistake = (error, origin) =>
  `${at(error, origin)}: is ${JSON.stringify(error.data)}; it ${error.message}`;

const KINDS: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'an array of strings',
  object: 'an object',
};

function missing(path: readonly string[], because: readonly string[], origin: Origin): string {
  const { file } = origin;
  const what = `is missing although ${because.join('.')} is given`;
  if (file === undefined) return `${variableOf(path)}: ${what}; set it`;
  return `${placeInFile(path, origin)}: ${what}; add it or set ${variableOf(path)}`;
}

function at(error: ErrorObject, origin: Origin): string {
  return place(pathOf(error), origin);
}

/** The variable that set the value, the variables that set members of it, or the file with the JSON pointer. */
function place(path: readonly string[], origin: Origin): string {
  const { file, fromEnvironment } = origin;
  const setBy = path
    .map((_, index) => path.slice(0, index + 1))
    .find((prefix) => fromEnvironment.has(prefix.join('.')));
  if (setBy) return variableOf(setBy);
  const inFile = placeInFile(path, origin) || 'the target';
  const within = `${path.join('.')}.`;
  if (![...fromEnvironment].some((name) => name.startsWith(within))) return inFile;
  return [`${variableOf(path)}_*`, ...(file === undefined ? [] : [inFile])].join(' with ');
}

function placeInFile(path: readonly string[], { file, lineOf }: Origin): string {
  const at = file === undefined || !lineOf ? file : `${file}:${lineOf(path)}`;
  return [at, pointer(path)].filter(Boolean).join(': ');
}

function pathOf(error: ErrorObject): string[] {
  return error.instancePath
    .split('/')
    .slice(1)
    .map((member) => member.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function pointer(path: readonly string[]): string {
  return path.map((member) => `/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  const kinds: Record<string, string> = { string: 'a string', number: 'a number', boolean: 'a boolean' };
  return kinds[typeof value] ?? 'an object';
}
