import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
/** The folder that holds `schemas/` and `suites/`. */
export const PROJECT_ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const loaded = new Map();
/** Composes `schemas/tollgate/target.schema.json` with `schemas/<system>/target.schema.json` of every folder that has one. */
export function loadTargetSchema(root = PROJECT_ROOT) {
    const known = loaded.get(root);
    if (known)
        return known;
    const shared = readSchema(root, 'tollgate');
    const systems = systemsOf(root);
    const members = systems.map((system) => [system, readSchema(root, system)]);
    const schema = {
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
export function variableOf(path) {
    const words = path.map((member) => member.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase());
    return ['TARGET', ...words].join('_');
}
/** Whether a leaf is the base URL of one system, which the target's own stands in for. */
export function isSystemUrl({ path, system }) {
    return system !== undefined && path.length === 2 && path[1] === 'url';
}
function systemsOf(root) {
    return readdirSync(join(root, 'schemas'))
        .filter((folder) => folder !== 'tollgate' && existsSync(schemaFile(root, folder)))
        .sort();
}
function schemaFile(root, folder) {
    return join(root, 'schemas', folder, 'target.schema.json');
}
/** A schema without the members that only make sense in a file of its own. */
function readSchema(root, folder) {
    const { $schema: _, $id: __, ...schema } = JSON.parse(readFileSync(schemaFile(root, folder), 'utf8'));
    return schema;
}
function leavesOf(schema, systems, path = []) {
    return Object.entries(schema.properties ?? {})
        .filter(([member]) => !member.startsWith('$'))
        .flatMap(([member, node]) => node.type === 'object' ? leavesOf(node, systems, [...path, member]) : [leaf([...path, member], node, systems)]);
}
function leaf(path, node, systems) {
    const choices = node.enum ?? node.items?.enum;
    return {
        name: path.join('.'),
        path,
        env: variableOf(path),
        type: node.type,
        ...(choices && { choices }),
        ...(node.format && { format: node.format }),
        ...('default' in node && { default: node.default }),
        description: node.description ?? '',
        secret: node.writeOnly === true,
        ...(systems.includes(path[0] ?? '') && { system: path[0] }),
    };
}
function rolesOf(system, member, leaves) {
    return Object.entries(member['x-roles'] ?? {}).map(([role, { needs, peer }]) => ({
        system,
        role: role,
        ...(peer && { peer }),
        needs: needs.map((alternatives) => {
            const [need, ...or] = alternatives.split('|').map((name) => leafNamed(system, role, name, leaves));
            return or.length > 0 ? { ...need, or } : need;
        }),
    }));
}
function leafNamed(system, role, name, leaves) {
    const found = leaves.find((candidate) => candidate.name === `${system}.${name}`);
    if (!found)
        throw new Error(`schemas/${system}/target.schema.json: x-roles: ${role} needs ${name}, which is not a leaf`);
    return found;
}
//# sourceMappingURL=schema.js.map