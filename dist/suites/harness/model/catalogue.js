import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import requirementsSchema from '../../../schemas/tollgate/requirements.schema.json' with { type: 'json' };
import { readJsonFile } from '../target/file.js';
import { PROJECT_ROOT } from '../target/schema.js';
/**
 * Reads `suites/<system>/requirements.json` of every folder that has one.
 * Throws an Error with one line for each mistake: file, place, what is wrong.
 */
export function loadCatalogue(root = PROJECT_ROOT) {
    const validate = new Ajv2020({ allErrors: true, verbose: true }).compile(requirementsSchema);
    const mistakes = [];
    const catalogue = [];
    for (const folder of foldersWithRequirements(root)) {
        const shown = `suites/${folder}/requirements.json`;
        const reading = readJsonFile(join(root, shown), shown, 'the file');
        if ('mistake' in reading)
            mistakes.push(reading.mistake);
        else if (!validate(reading.document))
            mistakes.push(...schemaMistakes(shown, reading.document, validate.errors ?? []));
        else {
            const { system, document, requirements } = reading.document;
            mistakes.push(...nameMistakes(shown, folder, reading.document));
            catalogue.push({ system, document, requirements });
        }
    }
    mistakes.push(...duplicates(catalogue));
    if (mistakes.length > 0)
        throw new Error(mistakes.join('\n'));
    return catalogue;
}
/** The same without looking for mistakes, for a process whose run has looked already. */
export function readCatalogue(root = PROJECT_ROOT) {
    return foldersWithRequirements(root).map((folder) => JSON.parse(readFileSync(join(root, `suites/${folder}/requirements.json`), 'utf8')));
}
/** All requirements of a catalogue, excluded ones too. */
export function requirementsOf(catalogue) {
    return catalogue.flatMap(({ requirements }) => requirements);
}
function foldersWithRequirements(root) {
    return readdirSync(join(root, 'suites'))
        .filter((folder) => existsSync(join(root, 'suites', folder, 'requirements.json')))
        .sort();
}
function schemaMistakes(shown, document, errors) {
    return errors.map((error) => {
        const id = idAt(document, error.instancePath);
        const extra = error.keyword === 'additionalProperties' ? ` (${error.params.additionalProperty})` : '';
        const allowed = error.keyword === 'enum' ? `: ${error.params.allowedValues.join(', ')}; is ${JSON.stringify(error.data)}` : '';
        return `${shown}: ${error.instancePath || '/'}${id}: ${error.message}${extra}${allowed}`;
    });
}
/** The id of the requirement that a JSON pointer leads into, for people who do not count. */
function idAt(document, instancePath) {
    const index = /^\/requirements\/(\d+)/.exec(instancePath)?.[1];
    if (index === undefined)
        return '';
    const id = document.requirements[Number(index)]?.id;
    return typeof id === 'string' ? ` (${id})` : '';
}
function nameMistakes(shown, folder, { system, requirements }) {
    if (system !== folder)
        return [`${shown}: /system: is ${system} in the folder of ${folder}; write ${folder}`];
    return requirements.flatMap(({ id, role }, index) => {
        const at = `${shown}: /requirements/${index} (${id})`;
        return [
            ...(id.startsWith(`${system}.`) ? [] : [`${at}: the id does not begin with ${system}.`]),
            ...(role.startsWith(`${system}.`) ? [] : [`${at}: the role ${role} is of another system than ${system}`]),
        ];
    });
}
function duplicates(catalogue) {
    const seen = new Set();
    return requirementsOf(catalogue).flatMap(({ id }) => {
        if (seen.has(id))
            return [`suites/${id.split('.')[0]}/requirements.json: ${id} is there twice; ids are unique`];
        seen.add(id);
        return [];
    });
}
//# sourceMappingURL=catalogue.js.map