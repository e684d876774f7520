import type { Browsing } from '../browser/browsing.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Peer } from '../http/peer.ts';
import type { Sender } from '../http/sender.ts';
import type { Basis, Requirement } from '../model/requirement.ts';
import { type Check, type Verdict, worst } from '../model/verdict.ts';
import type { Redactor } from '../redaction/redactor.ts';

/** What a run's flows share: the target's side of the wire, what is known of it so far, and the bounds. */
export interface Session {
  readonly sender: Sender;
  readonly redactor: Redactor;
  readonly requirements: ReadonlyMap<string, Requirement>;
  /** Bases whose broken MUST fails. */
  readonly gate: readonly Basis[];
  readonly bounds: Bounds;
  /** The target honours the `tollgate-clock` header; otherwise time is waited for. */
  readonly movableClock: boolean;
  /** What the report writes as `{target}`. */
  readonly baseUrl: string | undefined;
  /** The target is our own mock on a port of its own: `curl` lines say `$TARGET_URL`. */
  readonly bundled: boolean;
  /** How the target is reached by TLS: what each `curl` line has to say of it. */
  readonly tls: { readonly ca: boolean; readonly cert: boolean; readonly insecure: boolean };
  /** The mock IdP that the target talks to, where the run has one. */
  readonly peer: Peer | undefined;
  /** How pages are visited that are made for people. */
  readonly browsing: Browsing;
  /** What the flows of a system keep from one to the next, such as the cookies of a login; by system. */
  readonly kept: Map<string, Map<string, unknown>>;
  readonly memory: Memory;
}

export interface Bounds {
  /** For all of one flow, in milliseconds. */
  readonly flowMs: number;
  /** Exchanges in a row without a response after which a system is given up. */
  readonly unanswered: number;
  /** How long nothing must come before "no request was made" is believed, in milliseconds. */
  readonly settleMs: number;
}

export const BOUNDS: Bounds = { flowMs: 120_000, unanswered: 3, settleMs: 300 };

/** What the run has learned of the target, by requirement and by system. */
export interface Memory {
  readonly verdicts: Map<string, { readonly verdict: Verdict; readonly fact?: string }>;
  /** Systems that have answered at least once. */
  readonly answered: Set<string>;
  /** How many exchanges in a row a system has left without a response. */
  readonly unanswered: Map<string, number>;
  /** Systems that are given up, and why. */
  readonly givenUp: Map<string, string>;
}

export function newMemory(): Memory {
  return { verdicts: new Map(), answered: new Set(), unanswered: new Map(), givenUp: new Map() };
}

/** Keeps the worst verdict that each requirement has had so far. */
export function remember(memory: Memory, { id, verdict, skipFact }: Check): void {
  const before = memory.verdicts.get(id)?.verdict;
  if (worst(before ? [before, verdict] : [verdict]) === before) return;
  memory.verdicts.set(id, { verdict, fact: skipFact });
}

/** Counts exchanges without a response; gives the system up when there are too many in a row. */
export function noteResponse({ memory, bounds }: Session, system: string, exchange: Exchange): void {
  if (exchange.response || exchange.failure?.kind === 'throttled') {
    memory.answered.add(system);
    memory.unanswered.set(system, 0);
    return;
  }
  // A request that could not even be sent, such as one with a token that no header can carry, is not a silence.
  if (exchange.failure?.kind === 'other' && memory.answered.has(system)) return;
  const count = (memory.unanswered.get(system) ?? 0) + 1;
  memory.unanswered.set(system, count);
  if (count < bounds.unanswered) return;
  memory.givenUp.set(
    system,
    `${exchange.request.method} ${exchange.request.url}: ${exchange.failure?.message}, ${count} times in a row`,
  );
}
