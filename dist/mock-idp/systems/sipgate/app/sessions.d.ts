import type { Context } from 'koa';
import { type Restore } from '../../../frame/snapshot.ts';
/** A login that was begun and not yet ended. */
export interface Pending {
    readonly state: string;
    readonly verifier: string;
    readonly nonce: string;
}
export interface Tokens {
    readonly access: string;
    readonly refresh: string | undefined;
    /** Milliseconds since the epoch. */
    readonly expiresAt: number;
}
/** What the application knows of one browser. */
export interface AppSession {
    readonly pending: Map<string, Pending>;
    user?: {
        readonly name: string;
        tokens?: Tokens;
    };
    /** A refresh under way, which others wait for. */
    refreshing?: Promise<Tokens | undefined>;
}
export interface Sessions {
    /** The session of the request's cookie; undefined when there is none. */
    of(ctx: Context): AppSession | undefined;
    /** The same, begun when there is none. */
    begin(ctx: Context): AppSession;
    /** Gives the session another id, so that one known before the login is worth nothing after it. */
    renew(ctx: Context, session: AppSession): void;
    end(ctx: Context): void;
    /** A login that any session began. */
    anyPending(state: string): Pending | undefined;
    snapshot(): Restore;
}
/** No sessions yet; the oldest of a thousand are dropped. */
export declare function createSessions(): Sessions;
