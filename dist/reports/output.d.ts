/** The files that a run writes, by what they are. */
export declare const FILES: {
    readonly json: 'conformance.json';
    readonly html: 'index.html';
    readonly junit: 'junit.xml';
    readonly summary: 'summary.md';
};
/**
 * Makes the folder, removes the report of an earlier run from it, and makes sure that a new one can be written.
 * @throws an Error whose message is one line: what, where, what to do
 */
export declare function prepare(folder: string): void;
/** Writes a file whole or not at all; gives a line about why not, or `undefined`. */
export declare function write(folder: string, name: string, text: string): string | undefined;
/** Removes a file if it can be. */
export declare function discard(path: string): void;
