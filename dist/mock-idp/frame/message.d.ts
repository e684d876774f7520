import type { Context } from 'koa';
/** The message of a contract as it is sent, such as `token-response`. */
export declare const sentMessage: (_contract: string, message: unknown) => unknown;
/** Sends what a system has labelled with `ctx.state.contract`, where it is a JSON value. */
export declare function sendLabelled(ctx: Context): void;
