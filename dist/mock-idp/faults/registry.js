var __rewriteRelativeImportExtension = (this && this.__rewriteRelativeImportExtension) || function (path, preserveJsx) {
    if (typeof path === "string" && /^\.\.?\//.test(path)) {
        return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function (m, tsx, d, ext, cm) {
            return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : (d + ext + "." + cm.toLowerCase() + "js");
        });
    }
    return path;
};
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allSystems, codeEnding } from '../frame/systems.js';
import { messageFaults } from './message-faults.js';
let known;
/** Every fault that the reference targets can show: the behavioural ones first, then those derived from contracts. */
export async function allFaults() {
    return [...(await faultsById()).values()];
}
/** The same by id. Throws when two faults share an id. */
export function faultsById() {
    known ??= collect();
    return known;
}
async function collect() {
    const names = (await allSystems()).map(({ name }) => name);
    const behavioural = await Promise.all(names.map(behaviouralFaults));
    const derived = await Promise.all(names.map(messageFaults));
    const byId = new Map();
    for (const fault of [...behavioural.flat(), ...derived.flat()]) {
        if (byId.has(fault.id))
            throw new Error(`fault ${fault.id}: the id is used twice`);
        byId.set(fault.id, fault);
    }
    return byId;
}
/** What `mock-idp/systems/<system>/faults.ts` exports as `faults`. */
async function behaviouralFaults(system) {
    const file = new URL(`../systems/${system}/faults${codeEnding}`, import.meta.url);
    if (!existsSync(fileURLToPath(file)))
        return [];
    const { faults } = (await import(__rewriteRelativeImportExtension(file.href)));
    if (!faults)
        throw new Error(`mock-idp/systems/${system}/faults.ts: expected it to export \`faults\``);
    return faults;
}
//# sourceMappingURL=registry.js.map