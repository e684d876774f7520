import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import schema from '../schemas/tollgate/baseline.schema.json' with { type: 'json' };
import { groupBy, keyOf } from './keys.js';
import { usageError } from './usage-error.js';
/**
 * Reads a baseline file.
 * @throws UsageError with one line a mistake: where, what, how to fix it
 */
export function readBaseline(path) {
    return parseBaseline(textOf(path), path);
}
function textOf(path) {
    try {
        return readFileSync(path, 'utf8');
    }
    catch (error) {
        const why = error.code === 'ENOENT' ? 'there is no such file' : error.message;
        throw usageError([`${path}: ${why}; name a baseline file in TOLLGATE_BASELINE, or unset it`]);
    }
}
/** Reads the text of a baseline file; `where` names it in mistakes. Throws as `readBaseline` does. */
export function parseBaseline(text, where) {
    const mistakes = (lines) => usageError(lines.map((line) => `${where}: ${line}`));
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (error) {
        throw mistakes([`not JSON: ${error.message}; write { "accepted": [] } to accept nothing`]);
    }
    const ajv = new Ajv2020({ allErrors: true, verbose: true });
    ajv.addKeyword('x-example');
    const validate = ajv.compile(schema);
    if (!validate(value))
        throw mistakes([...new Set((validate.errors ?? []).map(mistakeOf))]);
    const more = [...badDates(value.accepted), ...duplicates(value.accepted)];
    if (more.length > 0)
        throw mistakes(more);
    return { accepted: value.accepted };
}
function mistakeOf({ instancePath, keyword, params, parentSchema, data, message }) {
    const at = instancePath.slice(1).replaceAll('/', '.') || 'the file';
    const example = parentSchema?.['x-example'];
    switch (keyword) {
        case 'required':
            return `${at}: ${params.missingProperty} is missing; add it`;
        case 'additionalProperties':
            return `${at}: ${params.additionalProperty} is not known; remove it`;
        case 'type':
            return `${at}: must be ${params.type}, is ${data === null ? 'null' : Array.isArray(data) ? 'array' : typeof data}`;
        case 'minLength':
            return `${at}: must not be empty`;
        case 'pattern':
            return `${at}: ${JSON.stringify(data)} is not of the form ${example}`;
        default:
            return `${at}: ${message}`;
    }
}
function badDates(entries) {
    return entries.flatMap(({ expires }, index) => {
        if (expires === undefined)
            return [];
        const date = new Date(`${expires}T00:00:00Z`);
        const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(expires);
        return real ? [] : [`accepted.${index}.expires: ${expires} is not a day of the calendar`];
    });
}
function duplicates(entries) {
    const seen = groupBy(entries.map((entry, index) => ({ ...entry, index })), keyOf);
    return [...seen.values()]
        .filter((group) => group.length > 1)
        .map((group) => {
        const places = group.map(({ index }) => `accepted.${index}`).join(' and ');
        return `${places}: ${group[0]?.id} (${group[0]?.role}) is there more than once; keep one`;
    });
}
//# sourceMappingURL=baseline-file.js.map