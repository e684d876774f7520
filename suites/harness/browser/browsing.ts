import type { Exchange } from '../http/exchange.ts';
import type { Form } from './forms.ts';
import type { Filled } from './submission.ts';

/** A cookie as a browser holds it. */
export interface HeldCookie {
  readonly name: string;
  readonly value: string;
  /** Without a dot before it. */
  readonly domain: string;
  readonly path: string;
  /** For its very host, and for no subdomain of it. */
  readonly hostOnly: boolean;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  /** When it ends; with the session unless told. */
  readonly expires?: Date;
}

/** What somebody does on a page: which fields are filled with what, and which button is pressed. */
export interface Deed extends Filled {
  /** Index of the form on the page. */
  readonly form: number;
}

/** What a person sees on a page, and what they decide to do. */
export interface Seen {
  readonly url: string;
  readonly forms: readonly Form[];
  /** The words of the links. */
  readonly links: readonly string[];
  /** Where each of them leads: absolute, or empty where that is no URL. */
  readonly goals: readonly string[];
  /** The visible text, shortened. */
  readonly text: string;
  /** Whether scripts or a refresh may make something else of it. */
  readonly mayChange: boolean;
}

/** A deed; `stop` where somebody could act on the page and does not; undefined where there is nothing to act on. */
export type Decision = Deed | 'stop' | undefined;

/** A page as it was when something was done on it, or when the visit ended there. */
export interface Look {
  readonly seen: Seen;
  /** The exchange that brought its document. */
  readonly exchange: Exchange;
}

export interface BrowserOrder {
  readonly url: string;
  /** Redirects to URLs that begin with this end the visit; the request does not leave the machine. */
  readonly hold: string;
  /** What the browser holds at the start; nothing unless told. */
  readonly cookies?: readonly HeldCookie[];
  decide(seen: Seen): Decision;
  /** Ends the visit early. */
  readonly signal?: AbortSignal;
  /** Waited for before each request, so that the target's pace is kept. */
  readonly turn?: () => Promise<void>;
}

export interface BrowserVisit {
  /** The documents that were asked for, each with its response or its failure, in order; never empty. */
  readonly exchanges: readonly Exchange[];
  readonly looks: readonly Look[];
  readonly cookies: readonly HeldCookie[];
  /** Where the visit was led back to: the held URL. */
  readonly held?: string;
  /** Why the browser went no further, where the exchanges do not say it. */
  readonly remark?: string;
  /** What the last page showed, as PNG, its password fields emptied; where the visit ended on a page. */
  readonly screenshot?: Uint8Array;
}

/** A browser that visits pages. */
export interface Browser {
  /**
   * Opens a URL and does what `decide` says on each page, until a redirect leads to `hold`, or there is nothing to do:
   * a page that may change is looked at until its time is over. Never throws for what a page or its server does.
   */
  visit(order: BrowserOrder): Promise<BrowserVisit>;
}

/** There is no browser to visit pages with; the message says in one line what to do about it. */
export class NoBrowser extends Error {}

/** How a run visits pages: by a browser, or by HTTP alone. */
export interface Browsing {
  readonly mode: 'browser' | 'http';
  /** The browser, started at the first call. Throws a NoBrowser where none is found, and where the mode is `http`. */
  open(): Promise<Browser>;
  close(): Promise<void>;
}

/** Pages are fetched and their forms filled without a browser. */
export const byHttp: Browsing = {
  mode: 'http',
  open: () => Promise.reject(new NoBrowser('This run visits pages by HTTP alone.')),
  close: async () => undefined,
};
