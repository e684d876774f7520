/** Rows as columns of equal width, two spaces apart; the last column is as long as it likes. */
export declare function columns(rows: ReadonlyArray<readonly string[]>, indent?: string): string;
/** A Markdown table; bars, angle brackets and line breaks in cells are escaped. */
export declare function markdownTable(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string;
/** Text broken at spaces into lines of at most `width` characters (a longer word stays whole). */
export declare function wrap(text: string, width: number): string[];
