import type { Middleware } from 'koa';
import type { SystemContext } from '../../../frame/system.ts';
import { type AppConfig } from './settings.ts';
/** Paths worth showing to a person. */
export declare const appEndpoints: readonly string[];
/** A small web application that logs its users in at a sipgate realm, as a client of the real thing would. */
export declare function createApp(config: AppConfig, { url, perVariant }: Pick<SystemContext, 'url' | 'perVariant'>): Middleware;
