/**
 * A path below a base URL, joined as text so that the base's own path stays (`new URL('/x', base)` drops it).
 * An absolute http(s) URL in place of the path is returned as it is.
 */
export declare function joinUrl(base: string, path: string): string;
/** A format's judgement of a string: what is wrong and how to fix it, or `undefined`. Never repeats the string, which may hold a secret. */
type FormatMistake = (value: string) => string | undefined;
/** The formats of target schemas; each gives what is wrong with a value. */
export declare const FORMATS: Readonly<Record<string, FormatMistake>>;
export {};
