import { type Browsing } from '../browser/browsing.ts';
import { type PeerAddress } from '../http/peer.ts';
import { type Catalogue } from '../model/catalogue.ts';
import type { Members } from '../target/members.ts';
import type { Target } from '../target/target.ts';
import { type Bounds, type Session } from './session.ts';
export interface OpenSession extends Session {
    close(): Promise<void>;
}
export interface SessionOptions {
    readonly bounds?: Partial<Bounds>;
    /** The target is our own mock: the report names no port of it. */
    readonly bundled?: boolean;
    readonly peer?: PeerAddress;
    /** How pages are visited that are made for people; by HTTP unless told. */
    readonly browsing?: Browsing;
    /** What may be spent in all on waiting as 429 and 503 ask, in milliseconds; 30 s unless told. */
    readonly throttleBudgetMs?: number;
}
/** A session with a target: sender, redactor and an empty memory. Reads the PEM files that the target names. */
export declare function openSession(target: Target, catalogue: Catalogue, options?: SessionOptions): OpenSession;
/** What a role's flows see of the target: its system's own member and what all systems share. */
export declare function roleTarget(target: Target, system: string): Members;
