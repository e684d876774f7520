import { type Call, exchange } from '../../../apps/exchange.ts';
import { keep } from '../../../apps/keep.ts';
import type { Outcome } from '../../../apps/serve.ts';
import { step } from '../../../frame/step.ts';
import type { Order } from './order.ts';
import type { Storage } from './storage.ts';
import { askForTokens, loginCall, refreshCall, type Tokens } from './tokens.ts';

/** Carries out an order. Throws a NoTokens where the server gives none. */
export async function carryOut(order: Order, storage: Storage): Promise<Outcome> {
  if (order.do === 'login') return logIn(order, storage);
  if (order.do === 'call') return callResource(order, storage);
  restart(order, storage);
  return { done: true };
}

/** Logs the user in, keeps the tokens and forgets the password. */
export const logIn = step(async (order: Order, storage: Storage): Promise<Outcome> => {
  keepTokens(order, storage, await askForTokens(loginCall(order)));
  return { done: true };
});

/** Calls a resource as the user; where the access token is refused, once more with a new one. */
export const callResource = step(async (order: Order, storage: Storage): Promise<Outcome> => {
  const held = storage.memory.get(order.clientId)?.accessToken ?? (await renew(order, storage));
  if (held === undefined) return { done: false };
  const first = await exchange(resourceCall(order, held));
  if (!isRefused(first.status)) return outcomeOf(first.status);
  const renewed = await renew(order, storage);
  if (renewed === undefined) return outcomeOf(first.status);
  return outcomeOf((await exchange(resourceCall(order, renewed))).status);
});

function outcomeOf(status: number): Outcome {
  return { done: status >= 200 && status < 300, status };
}

/** Whether a resource has refused the access token. */
export const isRefused = step((status: number): boolean => status === 401);

/** "The access token must be set in X-Auth-Token headers." */
export const resourceCall = step(
  ({ resource }: Order, accessToken: string): Call => ({
    method: 'GET',
    url: resource,
    headers: { 'X-Auth-Token': accessToken },
  }),
);

/** A new access token by the stored refresh token; none where there is no refresh token. Throws a NoTokens. */
export const renew = step(async (order: Order, storage: Storage): Promise<string | undefined> => {
  const stored = storage.disk.get(order.clientId);
  if (!stored) return undefined;
  const tokens = await askForTokens(refreshCall(order, stored.refreshToken));
  keepTokens(order, storage, tokens);
  return tokens.accessToken;
});

/** Keeps tokens: the access token in memory, the refresh token on disk. It has no expiration, and stays where no other comes. */
export const keepTokens = step(
  ({ clientId }: Order, { memory, disk }: Storage, { accessToken, refreshToken }: Tokens): void => {
    keep(memory, clientId, { accessToken });
    if (refreshToken !== undefined) keep(disk, clientId, { refreshToken });
  },
);

/** Loses what is in memory. */
export const restart = step(({ clientId }: Order, { memory }: Storage): void => {
  memory.delete(clientId);
});
