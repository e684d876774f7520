import { createHash } from 'node:crypto';
import { type Call, exchange } from '../../../apps/exchange.ts';
import { keep } from '../../../apps/keep.ts';
import type { Outcome } from '../../../apps/serve.ts';
import { step } from '../../../frame/step.ts';
import { actionCall, apiUrl, askForToken, callWith, get } from './crossbar.ts';
import type { Order } from './order.ts';
import { linkAfterLogin } from './sign-on.ts';
import type { Storage } from './storage.ts';

/** What a login sends in place of user name and password: the MD5 of both, the name in small letters. */
export const credentialsOf = step(({ username, password }: Order): string =>
  createHash('md5').update(`${username.toLowerCase()}:${password}`).digest('hex'),
);

/** A login with the user's own Kazoo credentials. */
export const loginCall = step((order: Order): Call => {
  const data = { credentials: credentialsOf(order), account_name: order.accountName };
  return callWith('PUT', apiUrl(order, '/user_auth'), undefined, { data });
});

/** Logs the user in with Kazoo credentials; who came from a provider before is linked to it now. */
export const logIn = step(async (order: Order, storage: Storage): Promise<Outcome> => {
  const { token } = await askForToken(loginCall(order));
  keep(storage.tokens, order.session, token);
  return linkAfterLogin(order, storage, token);
});

/** A call of a resource. */
export const resourceCall = step(({ resource }: Order, token: string): Call => get(resource, token));

/** Calls a resource as the user. A token that is refused has ended: the user has to log in again. */
export const callResource = step(async (order: Order, storage: Storage): Promise<Outcome> => {
  const token = storage.tokens.get(order.session);
  if (token === undefined) return { done: false };
  const { status } = await exchange(resourceCall(order, token));
  if (status === 401) endSession(order, storage);
  return outcomeOf(status);
});

/** What a refused token leads to: nothing is called with it any more. */
export const endSession = step(({ session }: Order, { tokens }: Storage): void => {
  tokens.delete(session);
});

/** "Request a new token while current token is still valid". */
export const refreshCall = step(
  (order: Order, token: string | undefined): Call => actionCall(apiUrl(order, '/auth'), token, 'refresh_token'),
);

/** Replaces the user's token by a new one. */
export const refresh = step(async (order: Order, storage: Storage): Promise<Outcome> => {
  const token = storage.tokens.get(order.session);
  if (token === undefined) return { done: false };
  const renewed = await askForToken(refreshCall(order, token));
  keep(storage.tokens, order.session, renewed.token);
  return { done: true };
});

/** Makes one call as the user. */
export async function makeCall(call: Call): Promise<Outcome> {
  return outcomeOf((await exchange(call)).status);
}

function outcomeOf(status: number): Outcome {
  return { done: status >= 200 && status < 300, status };
}
