import type { Exchange, SentRequest } from './exchange.ts';
/** PEM texts for a target behind TLS. */
export interface TlsOptions {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    /** Accept any certificate. */
    readonly insecure?: boolean;
}
export interface SenderOptions {
    /** Bound on one exchange, from the first byte sent to the last received, in milliseconds. */
    readonly timeoutMs?: number;
    /** Bound on a response's body, in bytes. */
    readonly maxBytes?: number;
    /** Requests a second at most. */
    readonly pace?: number;
    readonly tls?: TlsOptions;
    /** What may be spent in all on waiting as 429 and 503 ask (RFC 9110 §10.2.3), in milliseconds. */
    readonly throttleBudgetMs?: number;
}
export interface Sender {
    /** Sends the bytes as given and follows no redirect. Never throws for what a target does: see `failure`. */
    send(request: SentRequest, signal?: AbortSignal): Promise<Exchange>;
    close(): Promise<void>;
    readonly timeoutMs: number;
}
/** A sender of requests with bounds on time, size and pace. */
export declare function createSender(options?: SenderOptions): Sender;
