import type { Exchange } from '../harness/http/exchange.ts';
import type { Trigger } from '../harness/target/target.ts';
/** What the target file says of a console. */
export interface ConsoleTarget {
    readonly url?: string;
    readonly trigger: Partial<Extract<Trigger, {
        url: string;
    }>> & {
        readonly command?: string;
    };
    readonly peers: {
        readonly receiver: {
            readonly listen: string;
            readonly publicUrl?: string;
        };
    };
}
/** What is configured and typed for one login. */
export interface Typed {
    readonly id?: string;
    readonly password?: string;
    readonly apiKey?: string;
    readonly apiSecret?: string;
}
/** What our endpoint answers: an object goes as JSON with the documented header fields. */
export interface Answering {
    readonly body?: unknown;
    readonly status?: number;
    readonly contentType?: string;
    readonly redirect?: string;
    readonly reset?: true;
    readonly hang?: true;
}
/** One login at the console. */
export interface Attempt {
    /** Path of the endpoint for this login. */
    readonly path: string;
    /** Whether the developer is in. */
    readonly loggedIn: boolean;
    /** Whether the console refused in order: not in, and no internal error. */
    readonly refused: boolean;
    /** Whether the login came to an end in time. */
    readonly ended: boolean;
    /** What the console said, for people. */
    readonly said: string;
    /** The call that made the console act; none where a command did. */
    readonly exchange?: Exchange;
}
/** The calls that went to the endpoint whose path begins with this word. */
export declare function callsTo(calls: readonly Exchange[], word: string): Exchange[];
/** An endpoint of ours that a console calls. */
export interface Inbox {
    readonly url: string;
    /** Makes a developer log in, with the endpoint at `path` answering as told (authenticated, with the id as subject, unless told). */
    logIn(path: string, typed?: Typed, answering?: Answering): Promise<Attempt>;
    /** What came to it, in order, once all logins are made; waits for `atLeast` and lets go of those that were left without a response. */
    calls(atLeast: number): Promise<readonly Exchange[]>;
}
/** Beyond what a double holds. */
export declare const SERVICE_API_KEY = "9223372036854775807";
export declare const ID = "ada";
export declare const PASSWORD = "tollgate-analytical-engine";
export declare const API_KEY = "tollgate-callback";
export declare const API_SECRET = "tollgate-callback-secret";
/** The response of section 6 for this subject. */
export declare function yes(subject: string, more?: object): object;
/** Makes a flow of the role that calls developer authentication callback endpoints. */
export declare const flow: (title: string, spec: import("../harness/flow/flow.ts").FlowSpec & {
    skipFact?: ((target: ConsoleTarget) => string | undefined) | undefined;
}, body: (context: import("../harness/flow/context.ts").FlowContext & {
    console: {
        open: () => Promise<Inbox>;
    };
}) => Promise<void>) => import("../harness/flow/flow.ts").Flow<ConsoleTarget>;
