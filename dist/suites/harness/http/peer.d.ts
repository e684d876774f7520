import type { Exchange } from './exchange.ts';
/** The mock IdP of this run, where a target needs somebody to talk to. */
export interface PeerAddress {
    /** How the suites reach it; without a slash at its end. */
    readonly url: string;
    /** How the target reaches it. */
    readonly publicUrl: string;
}
/** The suites' side of the peer's `/_control`. */
export interface Peer extends PeerAddress {
    /** A place in the journal from which to read later. */
    mark(): Promise<number>;
    /**
     * What the target sent to paths that begin with `path` since a mark, oldest first.
     * Waits until `atLeast` are there, each answered or its connection ended, and no more have come for the settling time, or `withinMs` is over.
     * Throws when the journal has dropped entries: absence could not be judged.
     */
    received(path: string, options: Received): Promise<Exchange[]>;
    /** Arms a provocation; gives the function that disarms it. */
    provoke(order: object): Promise<() => Promise<void>>;
    /** Makes a code or a token with chosen claims. */
    mint(order: object): Promise<Record<string, unknown>>;
    /** Any other call below `/_control`; throws on a status of 400 or above. */
    control(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<unknown>;
}
export interface Received {
    readonly since: number;
    readonly atLeast?: number;
    readonly withinMs?: number;
    /** Which of them count; all unless told. Others neither appear nor delay the end of the wait. */
    readonly only?: (exchange: Exchange) => boolean;
}
/** Opens the control side of a peer. `settleMs`: how long nothing must come before absence is believed. */
export declare function openPeer({ url, publicUrl }: PeerAddress, settleMs: number): Peer;
