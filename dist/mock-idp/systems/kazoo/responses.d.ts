import type { Context } from 'koa';
/** A response that is not the wished-for one, thrown by a handler and sent by the router. */
export declare class Refused extends Error {
    readonly status: number;
    readonly data: unknown;
    constructor(status: number, message: string, data?: unknown);
}
/** No token, a worthless one, or wrong credentials (cb_context.erl). */
export declare function invalidCredentials(): Refused;
/** A login that the provider does not confirm. */
export declare function notConfirmed(): Refused;
/** A token past its time, which Kazoo words otherwise (cb_token_auth.erl). */
export declare function expiredToken(): Refused;
export declare function forbidden(): Refused;
export declare function badIdentifier(id: string): Refused;
export declare function notFound(): Refused;
export declare function methodNotAllowed(): Refused;
/** What is wrong with the members of a body, by member and rule. */
export type Complaints = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
/** A body that breaks its schema: every failing member at once. */
export declare function validationError(complaints: Complaints): Refused;
/** What a handler gives: the members of the envelope that it fills. */
export interface Success {
    /** Absent in an empty success. */
    readonly data?: unknown;
    /** The name of the message's contract. */
    readonly contract?: string;
    readonly page_size?: number;
    readonly next_start_key?: string;
    readonly revision?: string;
    /** The token that this response issues, or the one that it describes. */
    readonly auth_token?: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** Sent as it is, without an envelope. */
    readonly raw?: {
        readonly type: string;
        readonly text: string;
    };
}
/** Sends an envelope with what a handler gave. PUT is answered with 201, a tunnelled verb with 200. */
export declare function sendSuccess(ctx: Context, created: boolean, token: string | undefined, success: Success): void;
/** Sends what a handler threw. */
export declare function sendRefused(ctx: Context, token: string | undefined, { status, message, data }: Refused): void;
