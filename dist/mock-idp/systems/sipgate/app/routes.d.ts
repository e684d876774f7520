import type { Context, Next } from 'koa';
import type { Sessions } from './sessions.ts';
import { type AppConfig } from './settings.ts';
/** A request to the application. */
interface AppRequest {
    readonly ctx: Context;
    readonly sessions: Sessions;
    readonly config: AppConfig;
    /** The mock's public base URL as the request sees it, fault prefix included. */
    readonly url: string;
}
/** Responses a request below the application's path. */
export declare function serve({ ctx, sessions, config, url }: AppRequest, next: Next): Promise<void>;
export {};
