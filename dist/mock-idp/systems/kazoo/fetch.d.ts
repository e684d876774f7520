/** A request to an identity provider. */
export interface Asking {
    readonly url: string;
    readonly timeoutMs: number;
    /** Sent as application/x-www-form-urlencoded by POST. */
    readonly form?: string;
    readonly authorization?: string;
}
/**
 * Asks an identity provider and gives the JSON object of its 200 response; `undefined` for anything else, or when
 * nothing has come in time. The clock of the request being answered goes along.
 */
export declare function fetchJson({ url, timeoutMs, form, authorization, }: Asking): Promise<Record<string, unknown> | undefined>;
