import { readdir, readFile } from 'node:fs/promises';
import { deltas } from '../../schemas/deltas.js';
import { sentMessage } from '../frame/message.js';
import { altered } from './changes.js';
const contracts = new URL('../../schemas/', import.meta.url);
const suffix = '.schema.json';
/**
 * The faults that a system's response contracts give: one for each single defect of each message that ends in `-response`.
 * Their ids are `<system>.server.message.<contract>.<requirement without the system>.<keyword>`.
 */
export async function messageFaults(system) {
    const folder = new URL(`${system}/`, contracts);
    const files = await readdir(folder).catch(() => []);
    const names = files.filter((file) => file.endsWith(`-response${suffix}`)).sort();
    const all = await Promise.all(names.map(async (file) => {
        const schema = JSON.parse(await readFile(new URL(file, folder), 'utf8'));
        return faultsOfContract(system, file.slice(0, -suffix.length), schema);
    }));
    return all.flat();
}
/** The faults of one contract. */
export function faultsOfContract(system, contract, schema) {
    const taken = new Set();
    return deltas(schema).map((violation) => {
        const requirement = violation.id.replace(`${system}.`, '');
        const short = `${system}.server.message.${contract}.${requirement}.${violation.keyword}`;
        const id = taken.has(short) ? `${short}${violation.path.replaceAll('/', '.')}` : short;
        taken.add(id);
        const sentence = `${contract}: ${violation.describe}.`;
        const change = altered(sentMessage, (message, sent) => (sent === contract ? violation.apply(message) : message));
        return { id, system, role: `${system}.server`, sentence, breaks: [violation.id], change };
    });
}
//# sourceMappingURL=message-faults.js.map