/** The line, from 1, of a member of a JSON text by its path; that of the nearest member around it where there is none. */
export declare function lineOf(text: string, path: readonly string[]): number;
