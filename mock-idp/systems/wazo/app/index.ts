import type { Context } from 'koa';
import { scene } from '../../../frame/scene.ts';
import { carryOut } from './application.ts';
import { OrderError, orderIn } from './order.ts';
import type { Storage } from './storage.ts';
import { NoTokens } from './tokens.ts';

/** Where the application takes its orders. */
export const appPath = '/wazo-app';

/** Carries out the order in the request's body, and says what became of it. */
export async function serveApplication(ctx: Context, storage: Storage): Promise<void> {
  try {
    const outcome = await carryOut(orderIn(scene().body), storage);
    ctx.status = outcome.done ? 200 : 502;
    ctx.body = outcome;
  } catch (error) {
    const { message } = error as Error;
    ctx.status = error instanceof OrderError ? 400 : 502;
    ctx.body = error instanceof OrderError || error instanceof NoTokens ? { done: false, message } : failure(error);
  }
}

/** A resource that gives no whole response. */
function failure(error: unknown): object {
  if (error instanceof TypeError || (error as Error).name === 'TimeoutError')
    return { done: false, message: 'no response' };
  throw error;
}
