import type { IncomingMessage } from 'node:http';
/** By what the mock is called. */
export interface PublicUrl {
    /** Base URL without trailing slash, its path included, whatever request is being answered. */
    readonly base: string;
    /** The base URL as the client of this request sees it: what a trusted proxy has told, or else `base`. */
    seenBy(req: IncomingMessage): string;
    /** A request target without the path of the base URL, where the proxy has left it there. */
    stripped(target: string, seen: string): string;
}
/** Reads what a trusted proxy says of the address that a client used (RFC 7239, and the X-Forwarded- fields). */
export declare function createPublicUrl(base: string, trustProxy: boolean): PublicUrl;
/** Public base URL of the request being answered, its prefix included; `base` outside of any. */
export declare function urlHere(base: string): string;
