import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import schema from '../schemas/tollgate/report.schema.json' with { type: 'json' };
import { usageError } from './usage-error.js';
const validator = new Ajv2020({ allErrors: false, allowUnionTypes: true });
/** What keeps a value from being a report, in one line, or `undefined`. */
export function reportMistake(value) {
    const validate = validator.getSchema(schema.$id) ?? validator.compile(schema);
    if (validate(value))
        return undefined;
    const [error] = validate.errors ?? [];
    return `${error?.instancePath || 'the file'} ${error?.message}`;
}
/**
 * Reads a written report.
 * @throws UsageError, one line: the file is missing, cut off, or no report of this version
 */
export function readReport(path) {
    let text;
    try {
        text = readFileSync(path, 'utf8');
    }
    catch (error) {
        const { code, message } = error;
        throw usageError([
            code === 'ENOENT'
                ? `${path}: there is no report; run the suites first, or name another file`
                : `${path}: cannot be read: ${message}`,
        ]);
    }
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        throw usageError([
            `${path}: is not whole JSON; the run that wrote it was cut off, or it is no report: run it again`,
        ]);
    }
    const mistake = reportMistake(value);
    if (mistake)
        throw usageError([`${path}: is not a report of tollgate/v1: ${mistake}`]);
    return value;
}
//# sourceMappingURL=report-file.js.map