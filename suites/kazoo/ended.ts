import { type Exchange, succeeded, valueAt } from '../harness/http/exchange.ts';
import type { KazooApi } from './api.ts';

type Kazoo = KazooApi['kazoo'];

const TRY_EVERY_MS = 100;
const TRIES = 50;

/** Uses a token that a reset is to have ended: a cluster takes some seconds until all of it knows. */
export async function useWhenEnded(kazoo: Kazoo, token: string, isPatient: boolean): Promise<Exchange> {
  for (let tried = 1; ; tried += 1) {
    const used = await kazoo.useToken(token);
    if (!isPatient || !succeeded(used) || tried === TRIES) return used;
    await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
  }
}

/** Logs the user in once more, and uses the token. */
export async function loginAgain(kazoo: Kazoo): Promise<readonly Exchange[]> {
  const login = await kazoo.login(kazoo.user);
  const token = valueAt(login, '/auth_token');
  return [login, await kazoo.useToken(typeof token === 'string' ? token : undefined)];
}
