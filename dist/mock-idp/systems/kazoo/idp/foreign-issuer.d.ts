import type { Context } from 'koa';
/**
 * An issuer that no Kazoo knows: whoever asks it for its keys, because a token says so, can be seen in the journal.
 * Each token has an issuer of its own, `/sso/foreign/<word>`.
 */
export declare const stranger: {
    /** Signs `{ foreign: word, claims }` with the issuer's key. Throws a MintError for anything else. */
    mint(base: string, { foreign, claims }: Readonly<Record<string, unknown>>): Promise<{
        token: string;
        path: string;
    }>;
    /** Serves the issuers' discovery and keys; says whether the request was for one of them. */
    serve(ctx: Context, base: string): Promise<boolean>;
};
