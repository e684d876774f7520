import type { Context } from 'koa';
/** A request as the provider is to see it. */
export interface Mounted {
    /** The path below the issuer, with its query. */
    readonly url: string;
    /** The path of the issuer as the client wrote it, fault prefix included. */
    readonly mountPath: string;
    /** By lower-case names; becomes the request's own. */
    readonly headers: NodeJS.Dict<string | string[]>;
    /** The form in place of the body that came. */
    readonly form?: string;
}
/**
 * Turns a request into one below the issuer.
 * oidc-provider finds out what it is mounted at by comparing `originalUrl` with `url`.
 */
export declare function mount(ctx: Context, { url, mountPath, headers, form }: Mounted): void;
