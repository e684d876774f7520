import type { Context } from 'koa';
import type { CallbackRequest } from './callback-request.ts';
import type { Developer, Service } from './developers.ts';
/** A response before it is sent. */
export interface Reply {
    readonly status: number;
    readonly contract?: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
}
/** Why a request never became a login. */
export type Reason = keyof typeof statuses;
declare const statuses: {
    'wrong method': number;
    'other media type': number;
    'no credentials': number;
    'wrong key': number;
    'wrong secret': number;
    'too large': number;
    empty: number;
    'not UTF-8': number;
    'not JSON': number;
    'duplicate member': number;
    'nested too deeply': number;
    'not an object': number;
};
/** A request that never became a login, with the response to it. */
export declare class BadRequest extends Error {
    readonly refusal: Pick<Reply, 'status' | 'headers'>;
    constructor(refusal: Pick<Reply, 'status' | 'headers'>);
}
/** Status and further header fields for a reason. */
export declare const refusalOf: (reason: Reason) => BadRequest['refusal'];
/** The response to a login that succeeded (section 6). */
export declare const welcome: (developer: Developer, _request: CallbackRequest) => Reply;
/** The response to a login that was refused (section 6): 200 as well, with `authenticated` false. */
export declare const refusal: (_service: Service, _request: CallbackRequest) => Reply;
/** The response to a request that never became a login: like that to a refused one, with a status of its own. */
export declare function badRequest({ refusal }: BadRequest): Reply;
/** Sends a response. */
export declare function send(ctx: Context, { status, contract, headers, body }: Reply): void;
export {};
