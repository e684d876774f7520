import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { lineOf } from '../../../schemas/json-lines.js';
import { targetMistakes } from './check.js';
import { readEnvironment } from './env.js';
import { UsageError } from './error.js';
import { readJsonFile } from './file.js';
import { get, put } from './members.js';
import { isSystemUrl, loadTargetSchema } from './schema.js';
import { view } from './view.js';
/**
 * The target that `TARGET_FILE` and the other `TARGET_*` variables name, or `undefined` when none of them is set.
 * Throws a UsageError with one line for each mistake.
 */
export function loadTarget(source = {}) {
    const { env = process.env, cwd = process.cwd(), schema = loadTargetSchema(), checked = false } = source;
    const named = env.TARGET_FILE || undefined;
    const environment = readEnvironment(env, schema.leaves);
    const reading = named === undefined ? { document: {} } : readJsonFile(resolve(cwd, named), named, 'TARGET_FILE');
    if ('mistake' in reading)
        throw new UsageError([reading.mistake, ...environment.mistakes]);
    if (named === undefined && environment.values.size === 0 && environment.mistakes.length === 0)
        return undefined;
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
export function targetOf(document, source = {}) {
    const { env = {}, cwd = process.cwd(), schema = loadTargetSchema() } = source;
    return build({ document, environment: { values: new Map(), mistakes: [] }, schema, env, cwd });
}
function build({ file, document, environment, schema, env, cwd, checked }) {
    const fromEnvironment = new Set([...environment.values.keys()].map((leaf) => leaf.name));
    const members = structuredClone(document);
    for (const [leaf, value] of environment.values)
        put(members, leaf.path, value);
    const strict = strictness(env);
    const mistakes = [
        ...environment.mistakes,
        ...strict.mistakes,
        ...(checked
            ? []
            : targetMistakes(members, schema, { ...(file !== undefined && inFile(file, cwd)), fromEnvironment })),
    ];
    if (mistakes.length > 0)
        throw new UsageError(mistakes);
    const given = schema.leaves.filter((leaf) => get(members, leaf.path) !== undefined);
    const missingFiles = given.filter((leaf) => leaf.format === 'file-path').flatMap((leaf) => resolveFile(leaf));
    if (missingFiles.length > 0)
        throw new UsageError(missingFiles);
    for (const leaf of schema.leaves)
        fillIn(members, leaf);
    const secrets = given
        .filter((leaf) => leaf.secret)
        .map((leaf) => ({ path: leaf.name, value: String(get(members, leaf.path)), envName: leaf.env }));
    return view(members, { file, schema, given, secrets, strict: strict.on });
    function resolveFile(leaf) {
        const named = String(get(members, leaf.path));
        const byVariable = fromEnvironment.has(leaf.name) || file === undefined;
        const path = resolve(byVariable ? cwd : dirname(resolve(cwd, file)), named);
        put(members, leaf.path, path);
        if (existsSync(path))
            return [];
        const where = byVariable ? leaf.env : `${file}: /${leaf.path.join('/')}`;
        return [`${where}: no such file: ${relative(cwd, path)}; correct the name`];
    }
}
/** A target file with the lines of its members, for naming the place of a mistake. */
function inFile(file, cwd) {
    const text = () => readFileSync(resolve(cwd, file), 'utf8');
    return { file, lineOf: (path) => lineOf(text(), path) };
}
/** Sets the default, the URL's own form, and a system's URL. */
function fillIn(members, leaf) {
    const value = get(members, leaf.path);
    if (value === undefined && leaf.default !== undefined && leaf.path[0] !== 'trigger')
        put(members, leaf.path, leaf.default);
    if (leaf.format === 'base-url' && typeof value === 'string')
        put(members, leaf.path, value.replace(/\/+$/, ''));
    if (value === undefined && isSystemUrl(leaf)) {
        const base = get(members, ['url']);
        if (base !== undefined)
            put(members, leaf.path, base);
    }
}
function strictness(env) {
    const value = env.TOLLGATE_STRICT || '0';
    const mistakes = ['0', '1'].includes(value) ? [] : [`TOLLGATE_STRICT: is ${JSON.stringify(value)}; write 1 or 0`];
    return { on: value === '1', mistakes };
}
//# sourceMappingURL=load.js.map