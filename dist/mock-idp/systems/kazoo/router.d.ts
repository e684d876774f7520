import type { Middleware } from 'koa';
import type { Service } from './service.ts';
/** The paths with their methods, for people. */
export declare const endpoints: readonly string[];
/** Serves /v2 (and says that /v1 is gone), and leaves the rest to the next. */
export declare function kazooRouter(service: Service): Middleware;
