import { stripVTControlCharacters } from 'node:util';
/** Text without terminal escapes and control characters, which could rewrite what is shown; line breaks and tabs stay. */
export function printable(text) {
    return stripVTControlCharacters(text).replace(/[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}
/** Printable text in one line of at most `longest` characters. */
export function oneLine(text, longest = 400) {
    const flat = printable(text).replace(/\s+/g, ' ').trim();
    return flat.length > longest ? `${flat.slice(0, longest)}…` : flat;
}
//# sourceMappingURL=printable.js.map