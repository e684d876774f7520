import type { Middleware } from 'koa';
import { atFirstUse } from '../../../frame/at-first-use.ts';
import type { SystemContext } from '../../../frame/system.ts';
import { createSessions } from './sessions.ts';
import { type AppConfig, appPath } from './settings.ts';

/** Paths worth showing to a person. */
export const appEndpoints: readonly string[] = [`GET ${appPath}/`, `GET ${appPath}/login`];

const routes = atFirstUse(() => import('./routes.ts'));

/** A small web application that logs its users in at a sipgate realm, as a client of the real thing would. */
export function createApp(
  config: AppConfig,
  { url, perVariant }: Pick<SystemContext, 'url' | 'perVariant'>,
): Middleware {
  const sessions = perVariant(createSessions);
  return async (ctx, next) => {
    if (!ctx.path.startsWith(`${appPath}/`)) return next();
    const { serve } = await routes();
    return serve({ ctx, sessions: sessions(), config, url: url() }, next);
  };
}
