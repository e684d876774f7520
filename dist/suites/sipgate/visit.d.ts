import type { Browsing } from '../harness/browser/browsing.ts';
import type { CookieJar } from '../harness/browser/cookies.ts';
import { type Exchange, type SentRequest } from '../harness/http/exchange.ts';
import type { Account, SipgateTarget } from './target.ts';
export type PageKind = 'login' | 'consent' | 'other';
/** A page that a visit came to. */
export interface Page {
    readonly kind: PageKind;
    readonly exchange: Exchange;
    readonly text: string;
}
/** What came of an authorization request. */
export interface Visit {
    /** In order; the last is where it ended. */
    readonly exchanges: readonly Exchange[];
    readonly last: Exchange;
    readonly pages: readonly Page[];
    /** The redirect back to the application, which is not followed. */
    readonly redirect: URL | undefined;
    readonly jar: CookieJar;
    /** What the last page showed in the browser, its password fields emptied. */
    readonly screenshot?: Uint8Array;
}
export interface VisitOrder {
    readonly url: string;
    /** The request's form, where it is sent by POST. */
    readonly form?: URLSearchParams;
    /** Where the authorization request wants to be sent back to. */
    readonly redirectUri: string;
    readonly jar: CookieJar;
    /** Who logs in where a login page comes; nobody when absent, and the visit ends there. */
    readonly as?: Account;
    readonly consent: 'accept' | 'deny' | 'stop';
}
/** What kind of page a document is. */
export declare function kindOf(exchange: Exchange, names?: SipgateTarget['form']): PageKind;
/** Makes an authorization request by HTTP, fills what pages it meets, and stops before the redirect back. */
export declare function visitByHttp(order: VisitOrder, target: SipgateTarget, send: (request: SentRequest) => Promise<Exchange>): Promise<Visit>;
/** Makes an authorization request in the browser; what the browser holds of cookies goes into the jar. */
export declare function visitByBrowser(order: VisitOrder, target: SipgateTarget, browsing: Browsing, note: (exchanges: readonly Exchange[]) => void): Promise<Visit>;
/** Where a response redirects to. */
export declare function redirectOf({ request, response }: Exchange): URL | undefined;
