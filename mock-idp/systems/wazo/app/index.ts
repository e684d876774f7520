import type { Context } from 'koa';
import { serveOrder } from '../../../apps/serve.ts';
import { carryOut } from './application.ts';
import { orderIn } from './order.ts';
import type { Storage } from './storage.ts';

/** Where the application takes its orders. */
export const appPath = '/wazo-app';

/** Carries out the order in the request's body, and says what became of it. */
export function serveApplication(ctx: Context, storage: Storage): Promise<void> {
  return serveOrder(ctx, async (body) => carryOut(orderIn(body), storage));
}
