/** A response that is not the wished-for one, thrown by a handler and sent by the router. */
export declare class Refused extends Error {
    readonly status: number;
    readonly content: Readonly<Record<string, string>> | undefined;
    readonly headers: Readonly<Record<string, string>>;
    constructor(status: number, content: Readonly<Record<string, string>> | undefined, headers?: Readonly<Record<string, string>>);
}
/** An error response of a token endpoint (RFC 6749 §5.2). */
export declare function tokenError(error: string, error_description: string, status?: number, headers?: {}): Refused;
