import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { type Contract, contract, contractNames } from '../../../../suites/harness/checks/contract.ts';
import { loadCatalogue, requirementsOf } from '../../../../suites/harness/model/catalogue.ts';
import { PROJECT_ROOT } from '../../../../suites/harness/target/schema.ts';

type Schema = Readonly<Record<string, unknown>>;

const systems = readdirSync(join(PROJECT_ROOT, 'schemas')).filter(
  (folder) => folder !== 'tollgate' && existsSync(join(PROJECT_ROOT, 'schemas', folder, 'target.schema.json')),
);
const contracts = systems.flatMap(contractNames).map(contract);
const requirements = new Map(requirementsOf(loadCatalogue()).map((requirement) => [requirement.id, requirement]));

/** Below these Ajv keeps no error, so that a requirement there would always look kept. */
const SILENT = ['if', 'not', 'anyOf', 'oneOf', 'contains'];

/** Keywords that hold no rule of their own. */
const NO_RULES = new Set([
  ...['$schema', '$id', '$defs', '$ref', '$comment', 'title', 'description', 'examples', 'default', 'deprecated'],
  ...['properties', 'items', 'prefixItems', 'allOf', 'if', 'then', 'else', 'x-requirement', 'required'],
]);

/** A schema and all below it, each with its path; a member knows the schema whose member it is. */
function* schemasIn(
  schema: Schema,
  path = '#',
  owner?: { readonly schema: Schema; readonly name: string },
): Iterable<{ readonly schema: Schema; readonly path: string; readonly owner?: typeof owner }> {
  yield { schema, path, owner };
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'x-requirement' || typeof value !== 'object' || value === null) continue;
    const byName = keyword === 'properties' || keyword === '$defs' || keyword === 'patternProperties';
    const parts: [string, unknown][] = byName || Array.isArray(value) ? Object.entries(value) : [['', value]];
    for (const [name, part] of parts) {
      if (typeof part !== 'object' || part === null || Array.isArray(part)) continue;
      const at = [path, keyword, name].filter((step) => step !== '').join('/');
      yield* schemasIn(part as Schema, at, keyword === 'properties' ? { schema, name } : undefined);
    }
  }
}

const idsOf = (schema: Schema) => Object.entries((schema['x-requirement'] ?? {}) as Record<string, string>);

function mistakes(find: (contract: Contract) => Iterable<string>): string[] {
  return contracts.flatMap((one) => [...find(one)].map((mistake) => `${one.name}: ${mistake}`));
}

test('there are contracts to look at', () => {
  assert.ok(contracts.length > 0);
});

test('no requirement stands where its failure would be lost', () => {
  const found = mistakes(function* ({ schema }) {
    for (const { schema: part, path } of schemasIn(schema)) {
      const lost = idsOf(part).length > 0 && path.split('/').some((step) => SILENT.includes(step));
      if (lost) yield path;
    }
  });
  assert.deepEqual(found, []);
});

test('every requirement that a contract names exists, is checked, and is of its system', () => {
  const found = mistakes(function* ({ name, ids }) {
    for (const id of ids) {
      const requirement = requirements.get(id);
      if (!requirement) yield `${id} is in no requirements.yaml`;
      else if (requirement.excluded) yield `${id} is excluded`;
      if (!id.startsWith(`${name.split('/')[0]}.`)) yield `${id} is of another system`;
    }
  });
  assert.deepEqual(found, []);
});

test('a requirement names a keyword that is there', () => {
  const found = mistakes(function* ({ schema }) {
    for (const { schema: part, path, owner } of schemasIn(schema)) {
      for (const [keyword, id] of idsOf(part)) {
        const required = ((owner?.schema.required ?? []) as string[]).includes(owner?.name ?? '');
        if (keyword === 'required' ? !required : !(keyword in part)) yield `${path}: ${id} is for ${keyword}`;
      }
    }
  });
  assert.deepEqual(found, []);
});

test('every rule of a message that is judged has a requirement', () => {
  const found = mistakes(function* ({ name, schema }) {
    if (name.endsWith('-request')) return;
    for (const { schema: part, path } of schemasIn(schema)) {
      if (path.split('/').some((step) => SILENT.includes(step))) continue;
      const ids = new Map(idsOf(part));
      for (const keyword of Object.keys(part)) {
        if (!NO_RULES.has(keyword) && !ids.has(keyword)) yield `${path}: ${keyword} has no owner`;
      }
      for (const member of (part.required ?? []) as string[]) {
        const described = (part.properties as Record<string, Schema> | undefined)?.[member];
        if (!new Map(idsOf(described ?? {})).has('required')) yield `${path}: required ${member} has no owner`;
      }
    }
  });
  assert.deepEqual(found, []);
});

test('a contract does not reach into others for requirements', () => {
  const found = mistakes(function* ({ schema }) {
    for (const { schema: part, path } of schemasIn(schema)) if ('$ref' in part) yield `${path}: $ref`;
  });
  assert.deepEqual(found, [], 'the ids below a $ref are not among those of the contract');
});
