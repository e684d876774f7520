import { type Exchange } from '../http/exchange.ts';
import type { HeldCookie } from './browsing.ts';
/** The cookies of one visitor (RFC 6265), as far as a login needs them. */
export interface CookieJar {
    /** Takes what a response sets, and drops what it expires. */
    take(exchange: Exchange): void;
    /** Takes what a browser holds. */
    adopt(cookies: readonly HeldCookie[]): void;
    /** The Cookie header for a URL; undefined where there is none to send. */
    headerFor(url: string): string | undefined;
}
/** An empty jar. */
export declare function createCookieJar(): CookieJar;
