import { type Html } from './markup.ts';
/**
 * Lays out a JSON text over lines, its values marked by kind. Works on the text, not on the parsed value: long numbers,
 * repeated members and escapes stay as they were sent. `undefined` when the text is not JSON, or is a bare value.
 */
export declare function jsonMarkup(text: string): Html | undefined;
