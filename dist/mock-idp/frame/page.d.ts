/** The colours of every page, light and dark. */
export declare const palette: string;
/** The one style of every page, as a Content-Security-Policy names it. */
export declare const styleHash: string;
/** What stands in a page as a Content-Security-Policy names it. */
export declare function cspHash(text: string): string;
/** What a page shows. `content` is HTML, the others are text. */
export interface Page {
    /** Whose page it is. */
    readonly brand: string;
    readonly heading: string;
    readonly content: string;
    readonly footer?: string;
}
/** A page in the mock's own look, without a script. */
export declare function renderPage({ brand, heading, content, footer }: Page): string;
/** Text as it stands in HTML, in attributes too. */
export declare function escaped(text: string): string;
