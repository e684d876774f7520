import type { Browsing } from '../browser/browsing.ts';
import type { Exchange } from '../http/exchange.ts';
import type { Peer } from '../http/peer.ts';
import type { Sender } from '../http/sender.ts';
import type { Basis, Requirement } from '../model/requirement.ts';
import { type Check, type Verdict } from '../model/verdict.ts';
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
    readonly tls: {
        readonly ca: boolean;
        readonly cert: boolean;
        readonly insecure: boolean;
    };
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
export declare const BOUNDS: Bounds;
/** What the run has learned of the target, by requirement and by system. */
export interface Memory {
    readonly verdicts: Map<string, {
        readonly verdict: Verdict;
        readonly fact?: string;
    }>;
    /** Systems that have answered at least once. */
    readonly answered: Set<string>;
    /** How many exchanges in a row a system has left without a response. */
    readonly unanswered: Map<string, number>;
    /** Systems that are given up, and why. */
    readonly givenUp: Map<string, string>;
}
export declare function newMemory(): Memory;
/** Keeps the worst verdict that each requirement has had so far. */
export declare function remember(memory: Memory, { id, verdict, skipFact }: Check): void;
/** Counts exchanges without a response; gives the system up when there are too many in a row. */
export declare function noteResponse({ memory, bounds }: Session, system: string, exchange: Exchange): void;
