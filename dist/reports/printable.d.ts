/** Text without terminal escapes and control characters, which could rewrite what is shown; line breaks and tabs stay. */
export declare function printable(text: string): string;
/** Printable text in one line of at most `longest` characters. */
export declare function oneLine(text: string, longest?: number): string;
