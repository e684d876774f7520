import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RoleId } from '../model/requirement.ts';

/** The folder that holds `schemas/` and `suites/`. */
export const PROJECT_ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** A node of a target schema, as far as it is read here; Ajv reads the rest. */
export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: SchemaNode;
  readonly default?: unknown;
  readonly writeOnly?: boolean;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly 'x-roles'?: Readonly<Record<RoleId, { readonly needs: readonly string[]; readonly peer?: boolean }>>;
  /** The path that is appended to a system's base URL; `{prefix}` stands for that member's value. */
  readonly 'x-path'?: string;
  readonly 'x-mistake'?: string;
  readonly [keyword: string]: unknown;
}

/** One setting of the target file. */
export interface Leaf {
  /** Dotted, such as `wazo.user.password`. */
  readonly name: string;
  readonly path: readonly string[];
  /** The environment variable that sets it. */
  readonly env: string;
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array';
  readonly choices?: readonly string[];
  readonly format?: string;
  readonly default?: unknown;
  readonly description: string;
  readonly secret: boolean;
  /** The system whose member it is in; none for what all systems share. */
  readonly system?: string;
}

/** A leaf that a role needs, and others that do as well. */
export interface Need extends Leaf {
  readonly or?: readonly Leaf[];
}

/** What a role needs of the target file before it can run. */
export interface RoleNeeds {
  readonly system: string;
  readonly role: RoleId;
  readonly needs: readonly Need[];
  /** The target talks to our mock IdP in this role. */
  readonly peer?: boolean;
}

/** The target file's whole schema: the shared members and one member a system. */
export interface TargetSchema {
  readonly schema: SchemaNode;
  readonly leaves: readonly Leaf[];
  readonly systems: readonly string[];
  readonly roles: readonly RoleNeeds[];
}

const loaded = new Map<string, TargetSchema>();

/** Composes `schemas/tollgate/target.schema.json` with `schemas/<system>/target.schema.json` of every folder that has one. */
export function loadTargetSchema(root = PROJECT_ROOT): TargetSchema {
  const known = loaded.get(root);
  if (known) return known;
  const shared = readSchema(root, 'tollgate');
  const systems = systemsOf(root);
  const members = systems.map((system) => [system, readSchema(root, system)] as const);
  const schema: SchemaNode = {
    ...shared,
    properties: { ...shared.properties, ...Object.fromEntries(members) },
    additionalProperties: false,
  };
  const leaves = leavesOf(schema, systems);
  const roles = members.flatMap(([system, member]) => rolesOf(system, member, leaves));
  const composed = { schema, leaves, systems, roles };
  loaded.set(root, composed);
  return composed;
}

/** The environment variable of a leaf: `['wazo', 'otherUser', 'password']` gives `TARGET_WAZO_OTHER_USER_PASSWORD`. */
export function variableOf(path: readonly string[]): string {
  const words = path.map((member) => member.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase());
  return ['TARGET', ...words].join('_');
}

/** Whether a leaf is the base URL of one system, which the target's own stands in for. */
export function isSystemUrl({ path, system }: Leaf): boolean {
  return system !== undefined && path.length === 2 && path[1] === 'url';
}

function systemsOf(root: string): string[] {
  return readdirSync(join(root, 'schemas'))
    .filter((folder) => folder !== 'tollgate' && existsSync(schemaFile(root, folder)))
    .sort();
}

function schemaFile(root: string, folder: string): string {
  return join(root, 'schemas', folder, 'target.schema.json');
}

/** A schema without the members that only make sense in a file of its own. */
function readSchema(root: string, folder: string): SchemaNode {
  const { $schema: _, $id: __, ...schema } = JSON.parse(readFileSync(schemaFile(root, folder), 'utf8'));
  return schema;
}

function leavesOf(schema: SchemaNode, systems: readonly string[], path: readonly string[] = []): Leaf[] {
  return Object.entries(schema.properties ?? {})
    .filter(([member]) => !member.startsWith('$'))
    .flatMap(([member, node]) =>
      node.type === 'object' ? leavesOf(node, systems, [...path, member]) : [leaf([...path, member], node, systems)],
    );
}

function leaf(path: readonly string[], node: SchemaNode, systems: readonly string[]): Leaf {
  const choices = node.enum ?? node.items?.enum;
  return {
    name: path.join('.'),
    path,
    env: variableOf(path),
    type: node.type as Leaf['type'],
    ...(choices && { choices }),
    ...(node.format && { format: node.format }),
    ...('default' in node && { default: node.default }),
    description: node.description ?? '',
    secret: node.writeOnly === true,
    ...(systems.includes(path[0] ?? '') && { system: path[0] }),
  };
}

function rolesOf(system: string, member: SchemaNode, leaves: readonly Leaf[]): RoleNeeds[] {
  return Object.entries(member['x-roles'] ?? {}).map(([role, { needs, peer }]) => ({
    system,
    role: role as RoleId,
    ...(peer && { peer }),
    needs: needs.map((alternatives) => {
      const [need, ...or] = alternatives.split('|').map((name) => leafNamed(system, role, name, leaves));
      return or.length > 0 ? { ...(need as Leaf), or } : (need as Leaf);
    }),
  }));
}

function leafNamed(system: string, role: string, name: string, leaves: readonly Leaf[]): Leaf {
  const found = leaves.find((candidate) => candidate.name === `${system}.${name}`);
  if (!found)
    throw new Error(`schemas/${system}/target.schema.json: x-roles: ${role} needs ${name}, which is not a leaf`);
  return found;
}
