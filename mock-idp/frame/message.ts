import type { Context } from 'koa';
import { step } from './step.ts';

/** The message of a contract as it is sent, such as `token-response`. */
export const sentMessage = step((_contract: string, message: unknown): unknown => message);

/** Sends what a system has labelled with `ctx.state.contract`, where it is a JSON value. */
export function sendLabelled(ctx: Context): void {
  const { contract } = ctx.state;
  if (typeof contract === 'string' && isJsonValue(ctx.body)) ctx.body = sentMessage(contract, ctx.body);
}

function isJsonValue(body: unknown): boolean {
  return Array.isArray(body) || Object.getPrototypeOf(body ?? 0) === Object.prototype;
}
