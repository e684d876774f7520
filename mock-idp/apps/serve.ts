import type { Context } from 'koa';
import { scene } from '../frame/scene.ts';
import { OrderError } from './order.ts';

/** What became of an order. */
export interface Outcome {
  readonly done: boolean;
  /** The status of what was called, where something was. */
  readonly status?: number;
}

/** An order that could not be carried out since the server did not do its part; says why. */
export class NotDone extends Error {}

/** Lets an application carry out the order in the request's body, and says what became of it. */
export async function serveOrder(ctx: Context, carryOut: (body: Buffer) => Promise<Outcome>): Promise<void> {
  try {
    const outcome = await carryOut(scene().body);
    ctx.status = outcome.done ? 200 : 502;
    ctx.body = outcome;
  } catch (error) {
    const { message } = error as Error;
    ctx.status = error instanceof OrderError ? 400 : 502;
    ctx.body = error instanceof OrderError || error instanceof NotDone ? { done: false, message } : failure(error);
  }
}

/** A server that gives no whole response. */
function failure(error: unknown): object {
  if (error instanceof TypeError || (error as Error).name === 'TimeoutError')
    return { done: false, message: 'no response' };
  throw error;
}
