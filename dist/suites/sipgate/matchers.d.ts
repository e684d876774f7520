import type { Matcher } from '../harness/checks/matchers.ts';
import { type Exchange } from '../harness/http/exchange.ts';
import { type Visit } from './visit.ts';
/** The JSON body's `error` is one of these. */
export declare function hasError(...codes: string[]): Matcher;
/** The redirect's `error` is one of these. */
export declare function redirectsWithError(...codes: string[]): Matcher;
/** The redirect's query has this parameter with this value; `null`: does not have it. */
export declare function redirectHas(name: string, value: string | null): Matcher;
/** No redirect to that place, with or without a code. */
export declare function staysAwayFrom(redirectUri: string): Matcher;
/** A redirect to that place with a code: what must not happen. */
export declare function sendsCodeTo(redirectUri: string): Matcher;
/** A Cache-Control with no-store among its directives (RFC 9111 §5.2). */
export declare const isNotStored: Matcher;
/** Framing is forbidden, by X-Frame-Options or by Content-Security-Policy frame-ancestors. */
export declare const isUnframeable: Matcher;
/** A page and no redirect: the error is shown to the user. */
export declare const showsErrorPage: Matcher;
/** JSON by its media type. */
export declare const isJson: Matcher;
/** Judges what a whole visit came to; `picture` is where its last page is kept. */
export declare function visited(visit: Visit, expected: string, ok: boolean, picture?: string): Matcher;
/** Where a response leads, without the values of the query. */
export declare function redirected(exchange: Exchange): string;
