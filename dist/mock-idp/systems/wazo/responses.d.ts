import type { Context } from 'koa';
/** A response that is not the wished-for one, thrown by a handler and sent by the router. */
export declare class Refused extends Error {
    readonly status: number;
    readonly type: string;
    readonly content: unknown;
    constructor(status: number, content: unknown, type?: string);
}
/** An error of the token resource: lists of one reason and one time (wazo-auth, `wazo_auth/http.py`). */
export declare function tokenError(status: number, reason: string): Refused;
/** An error that the web framework gives by itself. */
export declare function plainError(status: number, message: string): Refused;
/** An error of the guarded resources (xivo-lib-python, `xivo/rest_api_helpers.py`). */
export declare function apiError(status: number, error_id: string, message: unknown, details?: Readonly<Record<string, unknown>>, resource?: string): Refused;
/** The page for a path that leads nowhere. */
export declare function pageNotFound(): Refused;
/** Sends JSON the way the real server labels it, without a charset. */
export declare function sendJson(ctx: Context, body: unknown, status?: number): void;
/** Sends what a handler threw. */
export declare function sendRefused(ctx: Context, { status, content, type }: Refused): void;
