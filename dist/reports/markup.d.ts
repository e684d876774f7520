/** A piece of HTML; what is put into it by `html` is escaped, so text of a target's cannot become markup. */
export interface Html {
    readonly markup: string;
}
type Piece = Html | string | number | null | undefined | false | readonly Piece[];
/** Builds HTML: values are escaped, HTML and lists of it are not, `null`, `undefined` and `false` are nothing. */
export declare function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html;
/** HTML as it is. For text of our own only. */
export declare function raw(markup: string): Html;
/** Escapes text for elements and quoted attributes; control characters, also those that turn the direction of text, become U+FFFD. */
export declare function escapeHtml(text: string): string;
/** A link when the address is of the web, otherwise the text alone. */
export declare function link(address: string | undefined, text: string): Html;
export {};
