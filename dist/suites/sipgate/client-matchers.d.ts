import type { Matcher } from '../harness/checks/matchers.ts';
import { type Exchange } from '../harness/http/exchange.ts';
/** A judge that says what it wants and what it saw, never the values themselves where they are secret. */
export declare function rule(expected: string, look: (exchange: Exchange) => {
    ok: boolean;
    actual: string;
}): Matcher;
/** What a redirect asks of the realm. */
export declare function asked(exchange: Exchange): URLSearchParams;
/** The form of a request; empty where it is none. */
export declare function formIn({ request }: Exchange): URLSearchParams;
/** The request's body is a form. */
export declare const sendsForm: Matcher;
/** The request is a POST to this URL, query aside. */
export declare function postsTo(url: string): Matcher;
/** The parameters hold this one once, with the value wanted where one is wanted. */
export declare function hasParameter(read: (exchange: Exchange) => URLSearchParams, name: string, wanted?: string | ((value: string) => boolean)): Matcher;
/** No part of a response holds the text. */
export declare function keepsBack(name: string, text: string): Matcher;
/** The cookies that a response sets, as they are written. */
export declare function cookiesSet({ response }: Exchange): string[];
/** The browser is told something, rather than an error of the server's or another round to the realm. */
export declare const tells: Matcher;
