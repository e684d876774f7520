import type { Exchange } from '../http/exchange.ts';
import type { Form } from './forms.ts';
/** A cookie as a browser holds it. */
export interface HeldCookie {
    readonly name: string;
    readonly value: string;
    readonly domain: string;
    readonly path: string;
}
/** What somebody does on a page: which fields are filled with what, and which button is pressed. */
export interface Deed {
    /** Index of the form on the page. */
    readonly form: number;
    readonly fill: Readonly<Record<string, string>>;
    /** Index of the button in the form; undefined presses Enter. */
    readonly button: number | undefined;
}
/** What a person sees on a page, and what they decide to do. */
export interface Seen {
    readonly url: string;
    readonly forms: readonly Form[];
    /** The visible text, shortened. */
    readonly text: string;
}
export interface BrowserVisit {
    /** The documents that were asked for with their responses, in order; the last is where the visit ended. */
    readonly exchanges: readonly Exchange[];
    readonly cookies: readonly HeldCookie[];
    /** What the last page showed, as PNG, its password fields emptied; where the visit ended on a page. */
    readonly screenshot?: Uint8Array;
}
/** A browser that visits pages. */
export interface Browser {
    /**
     * Opens a URL with no cookies and does what `decide` says on each page, until a redirect leads to `hold`
     * (whose request never leaves the machine) or `decide` gives nothing to do.
     */
    visit(order: {
        readonly url: string;
        readonly hold: string;
        decide(seen: Seen): Deed | undefined;
    }): Promise<BrowserVisit>;
}
/** There is no browser to visit pages with; the message says in one line what to do about it. */
export declare class NoBrowser extends Error {
}
/** How a run visits pages: by a browser, or by HTTP alone. */
export interface Browsing {
    readonly mode: 'browser' | 'http';
    /** The browser, started at the first call. Throws a NoBrowser where none is found, and where the mode is `http`. */
    open(): Promise<Browser>;
    close(): Promise<void>;
}
/** Pages are fetched and their forms filled without a browser. */
export declare const byHttp: Browsing;
