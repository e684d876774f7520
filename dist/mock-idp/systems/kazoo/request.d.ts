import type { Context } from 'koa';
type Members = Readonly<Record<string, unknown>>;
/** A request's body and the settings around it, wherever the caller has put them. */
export interface Envelope {
    readonly data: Members;
    /** From the body, or else from the query (cb_auth: `req_value`). */
    readonly action?: string;
    readonly verb?: string;
    readonly authToken?: string;
    readonly accept?: string;
}
/**
 * Reads the body as JSON whatever its Content-Type says, as Crossbar does (api_util.erl).
 * Throws the 400 response for a body that is no JSON object or has no `data`.
 */
export declare function readEnvelope(ctx: Context): Envelope;
/** A rule of a body's schema for one member. */
export interface Rule {
    readonly required?: boolean;
    readonly type?: 'string';
    readonly minLength?: number;
    readonly maxLength?: number;
    readonly enum?: readonly string[];
}
/** Checks the members of `data` against their rules. Throws the 400 response that names every failing one. */
export declare function checkMembers(data: Members, rules: Readonly<Record<string, Rule>>): void;
/** Whether a value is a JSON object. */
export declare function isObject(value: unknown): value is Members;
export {};
