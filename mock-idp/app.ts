import type { IncomingMessage, ServerResponse } from 'node:http';
import Koa from 'koa';
import { messageFaultsMiddleware } from './message-faults.ts';
import type { RunningSystem } from './system.ts';

/** The systems as one request handler; what none of them serves is a JSON 404. */
export function createHandler(
  systems: ReadonlyMap<string, RunningSystem>,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const app = new Koa();
  app.silent = true;
  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (ctx.headerSent) throw error;
      console.error(error);
      ctx.status = 500;
      ctx.body = { error: 'mock_failed', message: 'the mock itself failed; its terminal says why' };
    }
  });
  app.use(messageFaultsMiddleware);
  for (const system of systems.values()) app.use(system.middleware);
  app.use((ctx) => {
    ctx.status = 404;
    ctx.body = {
      error: 'not_found',
      message: `nothing answers ${ctx.method} ${ctx.path}; GET /_control lists what does`,
    };
  });
  return app.callback();
}
