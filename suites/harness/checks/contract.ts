import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Id } from '../model/requirement.ts';
import { excerptOf } from '../redaction/excerpt.ts';
import type { Finding } from './matchers.ts';

/** Contracts live in `schemas/<system>/<message>.schema.json` and are named `<system>/<message>`. */
const SCHEMAS = new URL('../../../schemas/', import.meta.url);

interface Visit {
  readonly id: string;
  readonly keyword: string;
  readonly schema: AnySchemaObject;
}

/** What one message says about one requirement. */
export interface ContractFinding extends Finding {
  readonly id: Id;
  /** Set where the value could not be looked at, because its parent breaks this other requirement. */
  readonly blockedBy?: Id;
}

/** One message's JSON Schema, whose keywords name the requirements that they state. */
export interface Contract {
  readonly name: string;
  readonly schema: AnySchemaObject;
  /** Every requirement that the contract states, each once, in schema order. */
  readonly ids: readonly string[];
  /** Judges a JSON value: one finding for each requirement that applies to something in it. */
  judge(value: unknown): ContractFinding[];
  /** Whether the value keeps the whole contract; otherwise Ajv's own words, for messages that we send. */
  problems(value: unknown): string[];
}

const ajv = new Ajv2020({
  allErrors: true,
  verbose: true,
  passContext: true,
  strict: true,
  strictRequired: false,
  strictTypes: false,
  allowUnionTypes: true,
});

ajv.addKeyword({
  keyword: 'x-requirement',
  schemaType: 'object',
  errors: false,
  validate: function visit(this: unknown, ids: Record<string, string>, data: unknown, schema?: AnySchemaObject) {
    if (Array.isArray(this) && schema) {
      for (const [keyword, id] of Object.entries(ids)) if (applies(keyword, data)) this.push({ id, keyword, schema });
    }
    return true;
  },
});

const contracts = new Map<string, Contract>();
const schemas = new Map<string, AnySchemaObject>();
const known = new Set<string>();

/** Makes the schemas of one system known, so that they may refer to each other; compiles none of them. */
function addSystem(system: string): void {
  if (known.has(system)) return;
  known.add(system);
  for (const file of readdirSync(new URL(`${system}/`, SCHEMAS))) {
    if (!file.endsWith('.schema.json') || file === 'target.schema.json') continue;
    const schema = JSON.parse(readFileSync(new URL(`${system}/${file}`, SCHEMAS), 'utf8'));
    const identified = { ...schema, $id: `tollgate:${system}/${file}` };
    ajv.addSchema(identified);
    schemas.set(`${system}/${file.replace('.schema.json', '')}`, identified);
  }
}

/** The names of a system's contracts. */
export function contractNames(system: string): string[] {
  addSystem(system);
  return [...schemas.keys()].filter((name) => name.startsWith(`${system}/`)).sort();
}

/** The contract of this name; compiled at first use. Throws where there is none. */
export function contract(name: string): Contract {
  const known = contracts.get(name);
  if (known) return known;
  addSystem(name.split('/')[0] ?? '');
  const schema = schemas.get(name);
  if (!schema) throw new Error(`There is no contract schemas/${name}.schema.json.`);
  const made = contractOf(name, schema);
  contracts.set(name, made);
  return made;
}

/** A contract made of a schema; compiled at once. */
export function contractOf(name: string, schema: AnySchemaObject): Contract {
  const validate = ajv.compile(schema);
  return {
    name,
    schema,
    ids: [...new Set(idsBelow(schema))],
    judge: (value) => judge(validate, schema, value),
    problems: (value) => {
      validate.call([], value);
      return (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message}`);
    },
  };
}

/** What a message says about a contract's requirements; one that is not JSON breaks the first, by which the others are blocked. */
export function findingsOf(
  { ids, judge }: Pick<Contract, 'ids' | 'judge'>,
  body: { readonly value: unknown } | { readonly problem: string },
): ContractFinding[] {
  if ('value' in body) return judge(body.value);
  const [first, ...others] = ids;
  if (first === undefined) return [];
  const broken = { id: first, ok: false, expected: 'a JSON object', actual: body.problem };
  return [broken, ...others.map((id) => ({ ...broken, id, blockedBy: first }))];
}

function judge(validate: ValidateFunction, schema: AnySchemaObject, value: unknown): ContractFinding[] {
  const visits: Visit[] = [];
  validate.call(visits, value);
  const visited = new Set(visits.map(({ id }) => id));
  const findings = new Map<string, ContractFinding>();
  const firstAt = new Map<string, string>();
  for (const error of validate.errors ?? []) {
    const owner = ownerOf(error);
    if (!owner) throw new Error(`No requirement owns the error "${error.schemaPath} ${error.message}".`);
    // A value that breaks several rules of one schema is judged by the first: the others follow from it.
    const place = `${error.instancePath} ${error.schemaPath.replace(/\/[^/]+$/, '')} ${error.params.missingProperty ?? ''}`;
    const first = firstAt.get(place) ?? owner.id;
    firstAt.set(place, first);
    const known = findings.get(owner.id);
    if (first !== owner.id) findings.set(owner.id, known ?? blocked(owner.id, first));
    else if (!known || known.blockedBy) findings.set(owner.id, { id: owner.id, ok: false, ...words(error) });
    for (const id of idsBelow(owner.schema)) {
      if (!visited.has(id) && !findings.has(id)) findings.set(id, blocked(id, owner.id));
    }
  }
  for (const { id, keyword, schema: at } of visits) {
    if (findings.has(id)) continue;
    findings.set(id, { id, ok: true, expected: expectation(keyword, at), actual: 'as expected' });
  }
  const order = [...new Set(idsBelow(schema))];
  return [...findings.values()].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

function blocked(id: string, blockedBy: string): ContractFinding {
  return { id, ok: false, expected: 'a value to look at', actual: 'none, since its parent is broken', blockedBy };
}

/** The requirement that a broken keyword states: for `required`, that of the missing member. */
function ownerOf(error: ErrorObject): { id: string; schema: AnySchemaObject } | undefined {
  const parent = error.parentSchema as AnySchemaObject;
  const schema =
    error.keyword === 'required' ? (parent.properties?.[error.params.missingProperty] as AnySchemaObject) : parent;
  const id = schema?.['x-requirement']?.[error.keyword];
  return id && { id, schema };
}

/** Every requirement that a schema and its subschemas name, in order. */
export function idsBelow(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === 'x-requirement' ? Object.values(value as Record<string, string>) : idsBelow(value),
  );
}

const STRING = new Set(['pattern', 'minLength', 'maxLength', 'format']);
const NUMBER = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']);
const ARRAY = new Set(['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems']);
const OBJECT = new Set([
  'additionalProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'dependentRequired',
]);

/** Whether a keyword says anything about this value (JSON Schema Validation 2020-12 §6). */
function applies(keyword: string, data: unknown): boolean {
  if (STRING.has(keyword)) return typeof data === 'string';
  if (NUMBER.has(keyword)) return typeof data === 'number';
  if (ARRAY.has(keyword)) return Array.isArray(data);
  if (OBJECT.has(keyword)) return typeof data === 'object' && data !== null && !Array.isArray(data);
  return true;
}

function words({ keyword, instancePath, params, data, parentSchema, message }: ErrorObject): Omit<Finding, 'ok'> {
  if (keyword === 'required') {
    const path = `${instancePath}/${params.missingProperty}`;
    return { expected: `a member ${path}`, actual: 'it is missing' };
  }
  const at = instancePath || 'the body';
  const expected = expectation(keyword, parentSchema as AnySchemaObject) || message || keyword;
  return { expected: `${at}: ${expected}`, actual: excerpt(data) };
}

function expectation(keyword: string, schema: AnySchemaObject): string {
  const value = schema[keyword];
  switch (keyword) {
    case 'required':
      return 'the member is there';
    case 'type':
      return `type ${[value].flat().join(' or ')}`;
    case 'enum':
      return `one of ${JSON.stringify(value)}`;
    case 'const':
      return JSON.stringify(value);
    case 'pattern':
      return schema.title ?? `text matching ${value}`;
    default:
      return `${keyword} ${JSON.stringify(value)}`;
  }
}

function excerpt(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return `${type} ${excerptOf(text, 120)}`;
}
