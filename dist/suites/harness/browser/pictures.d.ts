/**
 * Keeps what a page showed beside the report, `pages/<name>.png`; gives its path for the finding, or `undefined` where
 * it cannot be written: a picture is not worth an error.
 */
export declare function keepPicture(name: string, png: Uint8Array): string | undefined;
