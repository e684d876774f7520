import type { Context } from 'koa';
import type { Realms } from './realms.ts';
export declare const resourcePaths: readonly string[];
/** Whether the path is one of the resources. */
export declare function isResource(path: string): boolean;
/** Serves a resource to whoever has a token of one of the realms with its scope (RFC 6750). */
export declare function serveResource(ctx: Context, { all, memory }: Realms): Promise<void>;
/** A short name for a token. */
export declare function digest(token: string): string;
