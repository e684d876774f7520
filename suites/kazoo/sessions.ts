import { type Matcher, succeeds } from '../harness/checks/matchers.ts';
import type { Checking } from '../harness/flow/context.ts';
import { type Exchange, succeeded, summaryOf } from '../harness/http/exchange.ts';
import type { KazooApi, User } from './api.ts';
import { LOGIN } from './ids.ts';

type Kazoo = KazooApi['kazoo'];

/** A login's token together with whom it is for. */
export interface Session {
  readonly token: string;
  readonly account: string;
  readonly owner: string;
}

/** Logs a user in. Ends the flow where that is not possible. */
export async function sessionOf(kazoo: Kazoo, extract: Checking['extract'], user: User | undefined): Promise<Session> {
  const login = await kazoo.login(user);
  return {
    token: extract(login, '/auth_token', LOGIN),
    account: extract(login, '/data/account_id', LOGIN),
    owner: extract(login, '/data/owner_id', LOGIN),
  };
}

const TRIES = 50;
const BETWEEN_MS = 100;

/** Uses a token that a reset is to have ended: a cluster takes some seconds until all of it knows. */
export async function useWhenEnded(kazoo: Kazoo, token: string, patient: boolean): Promise<Exchange> {
  for (let tried = 1; ; tried += 1) {
    const used = await kazoo.useToken(token);
    if (!patient || !succeeded(used) || tried === TRIES) return used;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
}

/** A login after a reset, and the use of its token. */
export async function loginAgain(kazoo: Kazoo, reset: Exchange): Promise<readonly Exchange[]> {
  const again = await kazoo.login(kazoo.user);
  return [reset, again, await kazoo.useTokenOf(again)];
}

/** Somebody who may not do a thing has tried to: how that went, and what would show that it was done all the same. */
export interface Trial {
  readonly who: string;
  readonly tried: Exchange;
  readonly after: Exchange;
}

/** Tries a thing as each of those who may not do it, and looks each time at what it would have changed. */
export async function trialsOf(
  callers: Readonly<Record<string, string | undefined>>,
  send: (token: string | undefined) => Promise<Exchange>,
  look: () => Promise<Exchange>,
): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for (const [who, token] of Object.entries(callers)) {
    const tried = await send(token);
    trials.push({ who, tried, after: await look() });
  }
  return trials;
}

/** What was refused is not done: what was seen before is still so. */
const isUndone =
  (who: string, unchanged: Matcher): Matcher =>
  (after) => {
    const { ok } = unchanged(after);
    const actual = ok ? 'as before' : `refused to ${who}, and done all the same: ${summaryOf(after)}`;
    return { ok, expected: 'nothing done by who may not', actual };
  };

/**
 * Judges trials against the same thing done by somebody who may: each is refused, and none has changed anything.
 * @param unchanged holds for what was looked at afterwards where nothing was done
 */
export function judgeTrials(
  { check, refused }: Pick<Checking, 'check' | 'refused'>,
  id: string,
  trials: readonly Trial[],
  control: Exchange,
  unchanged: Matcher = succeeds,
): void {
  for (const { who, tried, after } of trials) {
    refused(id, { control, refused: tried, accepted: succeeds });
    const isProved = succeeds(control).ok || !unchanged(after).ok;
    if (isProved && !succeeds(tried).ok) check(id, [tried, after], isUndone(who, unchanged));
  }
}
