import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { lineOf } from '../../../schemas/json-lines.ts';
import { targetMistakes } from './check.ts';
import { type Environment, readEnvironment, switchOf } from './env.ts';
import { UsageError } from './error.ts';
import { readJsonFile } from './file.ts';
import { get, type Members, put } from './members.ts';
import { isSystemUrl, type Leaf, loadTargetSchema, type TargetSchema } from './schema.ts';
import type { Target } from './target.ts';
import { doubledPath } from './url.ts';
import { view } from './view.ts';

/** Where a target is read from. */
export interface TargetSource {
  readonly env?: Environment;
  /** The folder that `TARGET_FILE` and file names in variables are relative to. */
  readonly cwd?: string;
  readonly schema?: TargetSchema;
  /** This run has looked for mistakes already. */
  readonly checked?: boolean;
}

/**
 * The target that `TARGET_FILE` and the other `TARGET_*` variables name, or `undefined` when none of them is set.
 * Throws a UsageError with one line for each mistake, and where `TOLLGATE_TARGET_REQUIRED` asks for a target.
 */
export function loadTarget(source: TargetSource = {}): Target | undefined {
  const { env = process.env, cwd = process.cwd(), schema = loadTargetSchema(), checked = false } = source;
  const named = env.TARGET_FILE || undefined;
  const environment = readEnvironment(env, schema.leaves);
  const reading = named === undefined ? { document: {} } : readJsonFile(resolve(cwd, named), named, 'TARGET_FILE');
  if ('mistake' in reading) throw new UsageError([reading.mistake, ...environment.mistakes]);
  if (named === undefined && environment.values.size === 0 && environment.mistakes.length === 0) {
    assertNotRequired(env);
    return undefined;
  }
  return build({
    document: reading.document,
    environment,
    schema,
    env,
    cwd,
    checked,
    ...(named !== undefined && { file: named }),
  });
}

/**
 * A target made of a document in memory, such as the one that describes the bundled mock.
 * Throws a UsageError with one line for each mistake.
 */
export function targetOf(document: Members, source: TargetSource = {}): Target {
  const { env = {}, cwd = process.cwd(), schema = loadTargetSchema() } = source;
  return build({ document, environment: { values: new Map(), mistakes: [] }, schema, env, cwd });
}

interface Parts {
  readonly file?: string;
  readonly document: unknown;
  readonly environment: ReturnType<typeof readEnvironment>;
  readonly schema: TargetSchema;
  readonly env: Environment;
  readonly cwd: string;
  readonly checked?: boolean;
}

function build({ file, document, environment, schema, env, cwd, checked }: Parts): Target {
  const fromEnvironment = new Set([...environment.values.keys()].map((leaf) => leaf.name));
  const members = structuredClone(document);
  for (const [leaf, value] of environment.values) put(members, leaf.path, value);
  const { TOLLGATE_BASES: bases } = env;
  if (bases)
    put(
      members,
      ['bases'],
      bases.split(',').map((basis) => basis.trim()),
    );
  const strict = switched(env, 'TOLLGATE_STRICT');
  const mistakes = [
    ...environment.mistakes,
    ...strict.mistakes,
    ...(checked
      ? []
      : targetMistakes(members, schema, { ...(file !== undefined && inFile(file, cwd)), fromEnvironment })),
  ];
  if (mistakes.length > 0) throw new UsageError(mistakes);

  const given = schema.leaves.filter((leaf) => get(members, leaf.path) !== undefined);
  const missingFiles = given.filter((leaf) => leaf.format === 'file-path').flatMap((leaf) => resolveFile(leaf));
  if (missingFiles.length > 0) throw new UsageError(missingFiles);
  for (const leaf of schema.leaves) fillIn(members, leaf);
  const doubled = schema.systems.flatMap((system) => doubledIn(system));
  if (doubled.length > 0) throw new UsageError(doubled);
  const secrets = given
    .filter((leaf) => leaf.secret)
    .map((leaf) => ({ path: leaf.name, value: String(get(members, leaf.path)), envName: leaf.env }));
  return view(members as Members, { file, schema, given, secrets, strict: strict.on });

  /** A system's base URL that already ends with the documented path. */
  function doubledIn(system: string): string[] {
    const path = schema.schema.properties?.[system]?.['x-path'];
    const own = given.find((leaf) => leaf.system === system && isSystemUrl(leaf));
    const base = get(members, [system, 'url']);
    if (path === undefined || typeof base !== 'string' || !given.some((leaf) => leaf.system === system)) return [];
    const filled = path.replace(/\{(\w+)\}/g, (_, member) => String(get(members, [system, member])));
    const end = doubledPath(base, filled);
    if (end === undefined) return [];
    const prefix = schema.leaves.find(({ name }) => name === `${system}.prefix`);
    const other = prefix ? `, or say in ${prefix.name} (${prefix.env}) where it begins` : '';
    return [
      `${own ? own.env : 'TARGET_URL'}: ends with the documented path ${end}, which is appended to it; leave it out${other}`,
    ];
  }

  function resolveFile(leaf: Leaf): string[] {
    const named = String(get(members, leaf.path));
    const byVariable = fromEnvironment.has(leaf.name) || file === undefined;
    const path = resolve(byVariable ? cwd : dirname(resolve(cwd, file)), named);
    put(members, leaf.path, path);
    if (existsSync(path)) return [];
    const where = byVariable ? leaf.env : `${file}: /${leaf.path.join('/')}`;
    return [`${where}: no such file: ${named}; correct the name`];
  }
}

/** A target file with the lines of its members, for naming the place of a mistake. */
function inFile(file: string, cwd: string) {
  const text = () => readFileSync(resolve(cwd, file), 'utf8');
  return { file, lineOf: (path: readonly string[]) => lineOf(text(), path) };
}

/** Sets the default, the URL's own form, and a system's URL. */
function fillIn(members: unknown, leaf: Leaf): void {
  const value = get(members, leaf.path);
  if (value === undefined && leaf.default !== undefined && leaf.path[0] !== 'trigger')
    put(members, leaf.path, leaf.default);
  if (leaf.format === 'base-url' && typeof value === 'string') put(members, leaf.path, value.replace(/\/+$/, ''));
  if (value === undefined && isSystemUrl(leaf)) {
    const base = get(members, ['url']);
    if (base !== undefined) put(members, leaf.path, base);
  }
}

/** What a `TOLLGATE_` variable switches; an empty one counts as not set. */
function switched(env: Environment, variable: string): { readonly on: boolean; readonly mistakes: readonly string[] } {
  const text = env[variable] || '0';
  const on = switchOf(text);
  const mistakes = on === undefined ? [`${variable}: is ${JSON.stringify(text)}; write 1 or 0`] : [];
  return { on: on ?? false, mistakes };
}

/** Throws a UsageError where the environment says that there must be a target (`TOLLGATE_TARGET_REQUIRED=1`). */
function assertNotRequired(env: Environment): void {
  const { on, mistakes } = switched(env, 'TOLLGATE_TARGET_REQUIRED');
  if (mistakes.length > 0) throw new UsageError(mistakes);
  if (on) throw new UsageError(['TOLLGATE_TARGET_REQUIRED: no target is named; set TARGET_URL or TARGET_FILE']);
}
