var __rewriteRelativeImportExtension = (this && this.__rewriteRelativeImportExtension) || function (path, preserveJsx) {
    if (typeof path === "string" && /^\.\.?\//.test(path)) {
        return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function (m, tsx, d, ext, cm) {
            return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : (d + ext + "." + cm.toLowerCase() + "js");
        });
    }
    return path;
};
import { readdir } from 'node:fs/promises';
/** How files of code end: in the checkout, or in the package. */
export const codeEnding = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
let loaded;
/** Every system with a folder in `mock-idp/systems/`, in order of name. Throws when a folder's index exports no `system`. */
export function allSystems() {
    loaded ??= load();
    return loaded;
}
async function load() {
    const here = new URL('../systems/', import.meta.url);
    const entries = await readdir(here, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    const found = await Promise.all(folders.sort().map((name) => loadFolder(here, name)));
    return found.filter((system) => system !== undefined);
}
async function loadFolder(here, name) {
    const files = await readdir(new URL(`${name}/`, here));
    const index = `index${codeEnding}`;
    if (!files.includes(index))
        return undefined;
    const module = (await import(__rewriteRelativeImportExtension(new URL(`${name}/${index}`, here).href)));
    if (module.system?.name !== name) {
        throw new Error(`mock-idp/systems/${name}/index.ts: expected it to export a \`system\` whose name is "${name}"`);
    }
    return module.system;
}
//# sourceMappingURL=systems.js.map