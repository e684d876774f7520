import type { Browsing } from '../browser/browsing.ts';
import type { Matcher } from '../checks/matchers.ts';
import type { Exchange, SentRequest } from '../http/exchange.ts';
import type { Peer } from '../http/peer.ts';
/** Two requests that differ in one thing: the first must be accepted, the second must not. */
export interface Refusal<Given> {
    /** Makes what is sent; run afresh for each of the two, so that a thing for single use is not spent twice. */
    given(): Given | Promise<Given>;
    /** The one difference. */
    alter(given: Given): Given | Promise<Given>;
    send(given: Given): Promise<Exchange>;
    /** The document's own effect, which the first request has and the second must not have. */
    accepted: Matcher;
    /** Ids of how a target refuses, each with its judge of the refused exchange. */
    detail?: Readonly<Record<string, Matcher>>;
}
/** The two exchanges of a negative check, with their judges as in `Refusal`. */
export interface RefusedPair extends Pick<Refusal<never>, 'accepted' | 'detail'> {
    readonly control: Exchange;
    readonly refused: Exchange;
}
/** Takes back what a flow has made; gives what the target would not let go. */
export type CleanUp = () => Promise<readonly string[]>;
/** What a flow's body works with. */
export interface FlowContext {
    /** Judges an exchange (or several: the judge sees the last) against a declared requirement; says whether it is kept. */
    check(id: string, exchanges: Exchange | readonly Exchange[], judge: Matcher): boolean;
    /** Judges a response against a contract, a check for each requirement that applies; `blockedBy` is named when it is not the kind of response that the contract is for (2xx unless told). */
    conforms(contract: string, exchange: Exchange, blockedBy: string, isFor?: (exchange: Exchange) => boolean): void;
    /** A non-empty string of the response's body, or the end of the flow, blocked by the id that promised it. */
    extract(exchange: Exchange, pointer: string, id: string): string;
    /** A negative check with its positive control; gives the refused exchange. */
    refuses<Given>(id: string, refusal: Refusal<Given>): Promise<Exchange>;
    /** The same for two exchanges that were made already: `control` must be accepted, `refused` must not. */
    refused(id: string, pair: RefusedPair): void;
    /** Reports something seen that is neither right nor wrong. */
    observe(id: string, exchanges: Exchange | readonly Exchange[], what: string): void;
    /** Declares ids not applicable, by a fact of the target. */
    skip(ids: readonly string[], fact: string): void;
    /** Whether ids cannot be judged because an earlier finding stands in the way; says so of each. */
    hangs(ids: readonly string[], on: string): boolean;
    /** Says that ids could not be judged, and why. */
    undecided(ids: readonly string[], message: string, blockedBy?: string): void;
    /** Lets the target's time go by: by the clock header where the target has one, otherwise by waiting. */
    wait(seconds: number): Promise<void>;
    /** Whether `pass` moves a clock instead of waiting. */
    readonly movableClock: boolean;
    /** Runs after the flow, however it ends, last first; what it sends is not judged. */
    cleanUp(action: CleanUp): void;
}
/** What a system's client of the target sends with. */
export interface Transport<Role> {
    readonly target: Role;
    /** Sends and records; the named contract of our own body is checked unless the flow is malformed on purpose. */
    send(request: SentRequest, contract?: string): Promise<Exchange>;
    /** Records exchanges that our peer had with the target, so that checks can name them. */
    note(exchanges: readonly Exchange[]): void;
    /** The mock IdP that the target talks to; throws where the run has none. */
    readonly peer: Peer;
    /** How pages are visited that are made for people. */
    readonly browsing: Browsing;
    /** What the flows of this system keep from one to the next, such as the cookies of a login. */
    readonly kept: Map<string, unknown>;
    /** Ends the flow; what was not judged is blocked by the id. */
    end(blockedBy: string, message: string): never;
    /** Bound on one exchange, in milliseconds. */
    readonly timeoutMs: number;
    cleanUp(action: CleanUp): void;
    /** Makes a value secret in everything that leaves the process. */
    secret(value: string, name: string): void;
}
