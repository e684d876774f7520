import type { ServerResponse } from 'node:http';
/** What the mock does to the client instead of, or before, serving it. */
export interface ProvocationAction {
    /** Wait this long first. Alone, the request is then served as usual. */
    readonly delayMs?: number;
    /** Response with this status (200 when only another part of a response is given). */
    readonly status?: number;
    /** Text as it is; anything else as JSON. */
    readonly body?: unknown;
    readonly contentType?: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** Response with an HTML error page (status 502 unless given). */
    readonly html?: boolean;
    /** Announce the whole body, send half of it, close the connection. */
    readonly truncate?: boolean;
    /** Reset the connection without a response. */
    readonly reset?: boolean;
    /** Never response; the connection ends when the provocation is deleted or the mock reset or closed. */
    readonly hang?: boolean;
}
export interface ProvocationOrder {
    readonly match: {
        readonly method?: string;
        readonly path?: string;
        /** Text that the path with its query, the Authorization header or the body must hold as it was sent, such as a code that one flow owns. */
        readonly contains?: string;
    };
    readonly times: number;
    readonly action: ProvocationAction;
}
export interface Provocation extends ProvocationOrder {
    readonly id: string;
    readonly fault: string | null;
    readonly remaining: number;
}
/** A request as provocations look at it. */
export interface ProvokedRequest {
    readonly method: string;
    /** With its query, without the fault prefix. */
    readonly path: string;
    readonly fault: string | null;
    readonly body?: Buffer;
    readonly authorization?: string;
}
export interface Provocations {
    /** Arms an order for the requests of one fault's mock (null: the faultless one). Throws a RangeError when too many are held. */
    arm(order: ProvocationOrder, fault: string | null): Provocation;
    list(fault: string | null): readonly Provocation[];
    /** Tells whether there was one of this id. */
    disarm(id: string, fault: string | null): boolean;
    /** Acts on a request that is concerned; then gives true when the request is not to be served any more. */
    act(request: ProvokedRequest, res: ServerResponse): Promise<boolean> | undefined;
    clear(): void;
}
/** An empty set of provocations, at most 200. */
export declare function createProvocations(): Provocations;
