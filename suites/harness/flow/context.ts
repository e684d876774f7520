import type { BrowserOrder, BrowserVisit, Browsing } from '../browser/browsing.ts';
import type { Attempt } from '../checks/attempts.ts';
import type { Matcher } from '../checks/matchers.ts';
import type { Absent, One, Seen } from '../checks/seen.ts';
import type { Exchange, SentRequest } from '../http/exchange.ts';
import type { Peer } from '../http/peer.ts';
import type { Id, KnownId } from '../model/requirement.ts';
import type { Made } from '../redaction/made.ts';

/** Requests that differ in one thing: the first must be accepted, the others must not. */
export interface Refusal<Given> {
  /** What keeps the first request from meaning anything, where something does: then nothing is sent. */
  readonly unless?: Absent | undefined;
  /** Makes what is sent; run afresh for each request, so that a thing for single use is not spent twice. */
  given(): Given | Promise<Given>;
  /** The one difference; or a table of attempts, each of which must be refused while the plain request goes on being accepted. */
  readonly alter: ((given: Given) => Given | Promise<Given>) | readonly Attempt<Given>[];
  send(given: Given): Promise<Exchange>;
  /** The document's own effect, which the first request has and the second must not have. */
  accepted: Matcher;
  /** Ids of how a target refuses, each with its matcher of the refused exchange. */
  detail?: { readonly [id in Id]?: Matcher };
}

/** The two exchanges of a negative check, with their matchers as in `Refusal`. */
export interface RefusedPair extends Pick<Refusal<never>, 'accepted' | 'detail'> {
  readonly control: One;
  readonly refused: One;
}

/** The same where the second request, or both, are sent only if the id can be judged and the control was accepted. */
export interface UnsentPair extends Pick<Refusal<never>, 'accepted' | 'detail'> {
  readonly control: One | (() => Promise<One>);
  readonly refused: () => Promise<One>;
}

/** Takes back what a flow has made; gives what the target would not let go. */
export type CleanUp = () => Promise<readonly string[]>;

/** The verbs that judge. Each asks the flow's table first what keeps the id from being judged, and says that of it. */
export interface Checking {
  /** Judges what was seen (of several exchanges the matcher gets the last, then all) against a declared requirement; says whether it is kept. */
  check<I extends Id>(id: I & KnownId<I>, seen: Seen, matcher: Matcher): boolean;
  /** The same of what is sent only where the id can be judged. */
  check<I extends Id>(id: I & KnownId<I>, send: () => Promise<Seen>, matcher: Matcher): Promise<boolean>;
  /**
   * Judges a message against a contract, a check for each requirement that applies.
   * @param blockedBy the requirement that promised such a message, named where `isFor` (a 2xx response unless told) says that it is none
   * @param read the message's JSON value; that of the response unless told
   */
  conforms(contract: string, seen: One, blockedBy: Id, isFor?: (exchange: Exchange) => boolean, read?: Read): void;
  /** A non-empty string of the response's body, or the end of the flow, blocked by the id that promised it. */
  extract<I extends Id>(seen: One, pointer: string, id: I & KnownId<I>): string;
  /** A negative check with its positive control; gives the (first) refused exchange, the control's where that was not accepted, or why there is none. */
  refuses<Given, I extends Id = Id>(id: I & KnownId<I>, refusal: Refusal<Given>): Promise<One>;
  /** The same for two exchanges that were made already: `control` must be accepted, `refused` must not. */
  refused<I extends Id>(id: I & KnownId<I>, pair: RefusedPair): One;
  refused<I extends Id>(id: I & KnownId<I>, pair: UnsentPair): Promise<One>;
  /** Reports something seen that is neither right nor wrong. */
  observe<I extends Id>(id: I & KnownId<I>, seen: Seen, what: string): void;
}

/** The JSON value of a message, or what stands in the way of reading it. */
export type Read = (exchange: Exchange) => { readonly value: unknown } | { readonly problem: string };

/** What a flow's body works with. */
export interface FlowContext extends Checking {
  /** Lets the target's time go by: by the clock header where the target has one, otherwise by waiting. */
  wait(seconds: number): Promise<void>;
  /** Whether `wait` moves a clock instead of waiting. */
  readonly movableClock: boolean;
  /** Runs after the flow, however it ends, last first; what it sends is not judged. */
  cleanUp(action: CleanUp): void;
}

/** What a system's client of the target sends with. */
export interface Transport<Role> {
  readonly target: Role;
  /**
   * Sends and records; the named contract of our own body is checked unless the flow is malformed on purpose.
   * @param withinMs bound on this exchange where it is another than that of the run
   */
  send(request: SentRequest, contract?: string, withinMs?: number): Promise<Exchange>;
  /** Records exchanges that our peer had with the target, so that checks can name them. */
  note(exchanges: readonly Exchange[]): void;
  /** The mock IdP that the target talks to; throws where the run has none. */
  readonly peer: Peer;
  /** How pages are visited that are made for people. */
  readonly browsing: Browsing;
  /** Visits pages in the browser; its exchanges are recorded and counted as those of `send` are. Throws a NoBrowser where there is none. */
  visit(order: BrowserOrder): Promise<BrowserVisit>;
  /** What the flows of this system keep from one to the next, such as the cookies of a login. */
  readonly kept: Map<string, unknown>;
  /** Ends the flow; what was not judged is blocked by the id. */
  end(blockedBy: string, message: string): never;
  /** Bound on one exchange, in milliseconds. */
  readonly timeoutMs: number;
  cleanUp(action: CleanUp): void;
  /** Runs when the run ends, for what flows share. */
  atEnd(action: () => Promise<unknown>): void;
  /** Makes a value secret in everything that leaves the process; `made` says of what it was made, where from secrets. */
  secret(value: string, name: string, made?: Made): void;
  /** Says of a value that the flow has made it up to be compared: it is shown, also where secrets stand. */
  show(value: string): void;
}
