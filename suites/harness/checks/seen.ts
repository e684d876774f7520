import type { Exchange } from '../http/exchange.ts';
import type { Id } from '../model/requirement.ts';

/** In place of an exchange: why there is none, as far as known by which requirement, or why none was to be had. */
export type Absent = { readonly nothing: string; readonly blockedBy?: Id } | { readonly notApplicable: string };

/** An exchange, or why there is none. */
export type One = Exchange | Absent;

/** What a check looks at. Where a part of it is absent there is nothing to judge. */
export type Seen = One | readonly One[];

/** Whether this says why there is no exchange. */
export function isAbsent(one: One): one is Absent {
  return 'nothing' in one || 'notApplicable' in one;
}

/** The exchanges of what a check looks at, or the first thing that is absent. */
export function exchangesOf(seen: Seen): readonly Exchange[] | Absent {
  const list = [seen].flat() as One[];
  return list.find(isAbsent) ?? (list as Exchange[]);
}

/** Exchanges that should have been made; where there are none, why nothing can be judged. */
export function orNothing(
  exchanges: Exchange | undefined | readonly (Exchange | undefined)[],
  why: string,
  blockedBy?: Id,
): readonly Exchange[] | Absent {
  const made = [exchanges].flat().filter((exchange): exchange is Exchange => exchange !== undefined);
  return made.length > 0 ? made : { nothing: why, blockedBy };
}

/** Sends at its first call only; later calls give what came then. */
export function once<Sent>(send: () => Promise<Sent>): () => Promise<Sent> {
  let sent: Promise<Sent> | undefined;
  return () => {
    sent ??= send();
    return sent;
  };
}

/** Sends one after the other, as targets count what comes at once. */
export async function inTurn<Given>(
  things: readonly Given[],
  send: (given: Given) => Promise<Exchange>,
): Promise<readonly Exchange[]> {
  const sent: Exchange[] = [];
  for (const thing of things) sent.push(await send(thing));
  return sent;
}
