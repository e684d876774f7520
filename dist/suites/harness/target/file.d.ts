/** The content of a JSON file, or what keeps it from being read: where, what, how to fix it. */
export type FileReading = {
    readonly document: unknown;
} | {
    readonly mistake: string;
};
/** Reads a JSON file; `shown` is how a mistake names it. */
export declare function readJsonFile(path: string, shown: string, setBy: string): FileReading;
