import { Ajv2020 } from 'ajv/dist/2020.js';
import { nearest } from '../../../schemas/nearest.js';
import { variableOf } from './schema.js';
import { FORMATS } from './url.js';
/** Every mistake of a target document against its schema: where, what, how to fix it. */
export function targetMistakes(document, { schema }, origin) {
    const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, strictRequired: false });
    ajv.addVocabulary(['x-roles', 'x-mistake']);
    for (const [name, mistake] of Object.entries(FORMATS))
        ajv.addFormat(name, (value) => mistake(value) === undefined);
    const validate = ajv.compile(schema);
    if (validate(document))
        return [];
    return [...new Set((validate.errors ?? []).map((error) => inWords(error, origin)))];
}
function inWords(error, origin) {
    return (MISTAKES[error.keyword] ?? otherwise)(error, origin);
}
const MISTAKES = {
    additionalProperties: (error, origin) => {
        const name = String(error.params.additionalProperty);
        const members = Object.keys(error.parentSchema.properties ?? {}).filter((m) => !m.startsWith('$'));
        const meant = nearest(name, members);
        const fix = meant === undefined ? `the members here are ${members.join(', ')}` : `did you mean ${meant}?`;
        return `${place([...pathOf(error), name], origin)}: is not a member of the target file; ${fix}`;
    },
    required: (error, origin) => missing([...pathOf(error), String(error.params.missingProperty)], pathOf(error), origin),
    dependentRequired: (error, origin) => missing([...pathOf(error), String(error.params.missingProperty)], [...pathOf(error), String(error.params.property)], origin),
    type: (error, origin) => `${at(error, origin)}: is ${kindOf(error.data)}; write ${KINDS[error.params.type] ?? error.params.type}`,
    enum: (error, origin) => {
        const allowed = error.params.allowedValues;
        const given = String(error.data);
        const meant = nearest(given, allowed);
        const fix = meant === undefined ? `write one of ${allowed.join(', ')}` : `did you mean ${meant}?`;
        return `${at(error, origin)}: is ${JSON.stringify(given)}, not one of ${allowed.join(', ')}; ${fix}`;
    },
    format: (error, origin) => `${at(error, origin)}: ${FORMATS[error.params.format]?.(String(error.data))}`,
    minLength: (error, origin) => `${at(error, origin)}: is empty; give it a value or leave it out`,
    minProperties: (error, origin) => `${at(error, origin)}: is empty; give it a member or leave it out`,
    minItems: (error, origin) => `${at(error, origin)}: is empty; give it a value or leave it out`,
    uniqueItems: (error, origin) => `${at(error, origin)}: names the same thing twice; keep one of them`,
    not: (error, origin) => `${at(error, origin)}: ${error.parentSchema['x-mistake']}`,
};
const otherwise = (error, origin) => `${at(error, origin)}: is ${JSON.stringify(error.data)}; it ${error.message}`;
const KINDS = {
    string: 'a string',
    number: 'a number',
    integer: 'a whole number',
    boolean: 'true or false',
    array: 'an array of strings',
    object: 'an object',
};
function missing(path, because, origin) {
    const { file } = origin;
    const what = `is missing although ${because.join('.')} is given`;
    if (file === undefined)
        return `${variableOf(path)}: ${what}; set it`;
    return `${placeInFile(path, origin)}: ${what}; add it or set ${variableOf(path)}`;
}
function at(error, origin) {
    return place(pathOf(error), origin);
}
/** The variable that set the value, the variables that set members of it, or the file with the JSON pointer. */
function place(path, origin) {
    const { file, fromEnvironment } = origin;
    const setBy = path
        .map((_, index) => path.slice(0, index + 1))
        .find((prefix) => fromEnvironment.has(prefix.join('.')));
    if (setBy)
        return variableOf(setBy);
    const inFile = placeInFile(path, origin) || 'the target';
    const within = `${path.join('.')}.`;
    if (![...fromEnvironment].some((name) => name.startsWith(within)))
        return inFile;
    return [`${variableOf(path)}_*`, ...(file === undefined ? [] : [inFile])].join(' with ');
}
function placeInFile(path, { file, lineOf }) {
    const at = file === undefined || !lineOf ? file : `${file}:${lineOf(path)}`;
    return [at, pointer(path)].filter(Boolean).join(': ');
}
function pathOf(error) {
    return error.instancePath
        .split('/')
        .slice(1)
        .map((member) => member.replaceAll('~1', '/').replaceAll('~0', '~'));
}
function pointer(path) {
    return path.map((member) => `/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
function kindOf(value) {
    if (value === null)
        return 'null';
    if (Array.isArray(value))
        return 'an array';
    const kinds = { string: 'a string', number: 'a number', boolean: 'a boolean' };
    return kinds[typeof value] ?? 'an object';
}
//# sourceMappingURL=check.js.map