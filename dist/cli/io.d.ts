/** What a command may touch of the world. */
export interface Io {
    readonly out: (text: string) => void;
    readonly err: (text: string) => void;
    /** The folder that holds `schemas/` and `suites/`. */
    readonly root: string;
}
/** The process's own streams; a reader that closes early (`| head`) is not an error and changes no exit status. */
export declare function processIo(): Io;
