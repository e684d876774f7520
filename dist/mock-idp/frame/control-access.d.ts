import type { IncomingMessage } from 'node:http';
/** Why a request may not use /_control, as an HTTP status and what to do about it. */
export interface Refusal {
    readonly status: 401 | 403;
    readonly message: string;
}
/**
 * Judges who may use /_control and the start page: whoever brings the configured token, and programs on this machine.
 * Pages of other origins never may, nor may requests that came through a proxy or under another name without the token,
 * so neither a rebound DNS name nor a forwarded port opens it.
 */
export declare function controlRefusal(req: IncomingMessage, token: string | undefined): Refusal | undefined;
