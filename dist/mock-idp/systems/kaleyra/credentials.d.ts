import type { Context } from 'koa';
import type { Client, Profile } from './profiles.ts';
import { type Refused } from './refused.ts';
/** The parameters of an authentication request, wherever it carries them, and the credentials of its client. */
export interface AuthRequest {
    readonly parameters: ReadonlyMap<string, string>;
    /** The credentials that came by HTTP Basic. */
    readonly basic?: Client;
}
/** Names and values as they came. */
export type Pairs = readonly (readonly [string, string])[];
/** Reads a form, JSON, or for GET the query (RFC 6749 §3.2, Appendix B); throws a Refused for what cannot be read. */
export declare function readAuthRequest(ctx: Context): AuthRequest;
/** The parameters: empty ones count as left out, and none may be repeated (RFC 6749 §3.2). */
export declare const parametersIn: (pairs: Pairs) => AuthRequest['parameters'];
/** Whether the body is labelled as a form (RFC 6749 Appendix B). */
export declare const isForm: (ctx: Context) => boolean;
/** The client whose id and secret the request brings, in one of the two ways (RFC 6749 §2.3.1). */
export declare const clientOf: ({ parameters, basic }: AuthRequest, { clients }: Profile) => Client | undefined;
/** The refusal of wrong credentials, with a challenge where they came by HTTP Basic (RFC 6749 §5.2). */
export declare const invalidClient: ({ basic }: AuthRequest) => Refused;
