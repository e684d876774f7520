import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
/** The files that a run writes, by what they are. */
export const FILES = {
    json: 'conformance.json',
    html: 'index.html',
    junit: 'junit.xml',
    summary: 'summary.md',
};
/**
 * Makes the folder, removes the report of an earlier run from it, and makes sure that a new one can be written.
 * @throws an Error whose message is one line: what, where, what to do
 */
export function prepare(folder) {
    try {
        mkdirSync(folder, { recursive: true });
        for (const name of Object.values(FILES))
            rmSync(join(folder, name), { force: true });
        const probe = join(folder, '.writable');
        writeFileSync(probe, '');
        rmSync(probe);
    }
    catch (error) {
        const why = error.message;
        throw new Error(`Tollgate cannot write its report to ${folder}: ${why}; name another folder in TOLLGATE_OUT.`);
    }
}
/** Writes a file whole or not at all; gives a line about why not, or `undefined`. */
export function write(folder, name, text) {
    const path = join(folder, name);
    const temporary = `${path}.tmp`;
    try {
        writeFileSync(temporary, text);
        renameSync(temporary, path);
        return undefined;
    }
    catch (error) {
        discard(temporary);
        return `${path} could not be written: ${error.message}`;
    }
}
/** Removes a file if it can be. */
export function discard(path) {
    try {
        rmSync(path, { force: true });
    }
    catch {
        // What could not be written is told already; that its remains stay is not a further news.
    }
}
//# sourceMappingURL=output.js.map