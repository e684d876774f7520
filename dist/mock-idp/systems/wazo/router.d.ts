import type { Middleware } from 'koa';
import type { Service } from './service.ts';
/** The public path of wazo-auth behind its proxy. */
export declare const base = "/api/auth/0.1";
/** The paths with their methods, for people. */
export declare const endpoints: readonly string[];
/** Serves everything below the API's public path, and leaves the rest to the next. */
export declare function wazoRouter(service: Service): Middleware;
