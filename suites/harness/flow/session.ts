import type { Browsing } from '../browser/browsing.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Peer, Waits } from '../http/peer.ts';
import type { Sender } from '../http/sender.ts';
import type { Basis, Id, Requirement } from '../model/requirement.ts';
import { type Check, type Verdict, worst } from '../model/verdict.ts';
import type { Sent } from '../nets/rule.ts';
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
  /** What is done when the run ends. */
  readonly atEnd: (() => Promise<unknown>)[];
  readonly memory: Memory;
  /** Nobody reads more than the verdicts of the run: exchanges are not recorded. */
  readonly verdictsOnly: boolean;
  /** Sees each exchange of a flow, whoever sent it. */
  readonly watch?: (exchange: Exchange, sent: Sent) => void;
}

export interface Bounds extends Waits {
  /** For all of one flow, in milliseconds. */
  readonly flowMs: number;
  /** Exchanges in a row without a response after which a system is given up. */
  readonly unanswered: number;
  /** How many attempts of each table of refusals are made, spread over the table. */
  readonly attempts: number;
}

export const BOUNDS: Bounds = {
  flowMs: 120_000,
  unanswered: 3,
  attempts: Number.POSITIVE_INFINITY,
  settleMs: 300,
  quietMs: 2_000,
};

/** What the run has learned of the target, by requirement and by system. */
export interface Memory {
  readonly verdicts: Map<Id, { readonly verdict: Verdict; readonly fact?: string }>;
  /** How each requirement stands that others may depend on. */
  readonly standings: Map<Id, Standing>;
  /** Systems that have answered at least once. */
  readonly answered: Set<string>;
  /** How many exchanges in a row a system has left without a response. */
  readonly unanswered: Map<string, number>;
  /** Systems that are given up, and why. */
  readonly givenUp: Map<string, string>;
}

/**
 * How a requirement stands, as far as others depend on it: kept, not kept (with what was seen), not to be judged, or not
 * applicable (with the fact). A verdict does not tell: a MAY that is not kept is an `info`, a refusal that crashed a `warn`.
 */
export type Standing =
  | { readonly is: 'broken'; readonly seen: string }
  | { readonly is: 'undecided' }
  | { readonly is: 'kept' }
  | { readonly is: 'not applicable'; readonly fact: string };

/** Of several standings of a requirement the first of these counts. */
const STANDINGS: readonly Standing['is'][] = ['broken', 'undecided', 'kept', 'not applicable'];

export function newMemory(): Memory {
  return { verdicts: new Map(), standings: new Map(), answered: new Set(), unanswered: new Map(), givenUp: new Map() };
}

/** Keeps the worst verdict that each requirement has had so far, and the first finding of it that was not kept. */
export function remember(memory: Memory, { id, verdict, skipFact }: Check, standing: Standing): void {
  const known = memory.standings.get(id);
  if (!known || STANDINGS.indexOf(standing.is) < STANDINGS.indexOf(known.is)) memory.standings.set(id, standing);
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
