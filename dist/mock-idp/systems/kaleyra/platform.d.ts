import type { Context } from 'koa';
import type { Dispatcher } from 'undici';
import type { TokenCache } from './platform-auth.ts';
import { type Call, type Field, type Received } from './platform-exchange.ts';
import { type CallbackProfile } from './platform-profile.ts';
export interface Platform {
    /**
     * Sends one callback by the profile in the request's body, and says what became of it.
     * A token is fetched first where none is held; without one no callback is sent.
     */
    sendCallback(ctx: Context, cache: TokenCache): Promise<void>;
    /** Ends its connections. */
    close(): Promise<void>;
}
/** The platform's side; connections are made when the first callback is to be sent. */
export declare function createPlatform(): Platform;
/** What became of a callback. */
export interface Delivery {
    readonly sent: boolean;
    /** The customer's status; none without a response. */
    readonly status: number | undefined;
}
/** Gets a token, then calls back with it; once more with a new token where the customer refuses this one. */
export declare const deliver: (profile: CallbackProfile, cache: TokenCache, dispatcher: Dispatcher) => Promise<Delivery>;
/** Whether the customer has refused the token (RFC 6750 §3.1). */
export declare const isTokenRefused: ({ status }: Delivery) => boolean;
/** Sends the callback. */
export declare function callBack(profile: CallbackProfile, token: string | undefined, dispatcher: Dispatcher): Promise<Delivery>;
/** Sends a callback; follows no redirect, which could lead the token to somebody else. */
export declare const exchangeCallback: (call: Call, dispatcher: Dispatcher) => Promise<Received>;
/** The callback by its profile: dynamic variables filled in, the token in the Authorization header. */
export declare const callbackCall: (profile: CallbackProfile, token: string | undefined) => Call;
/** The value of a dynamic variable as a URL holds it. */
export declare const inUrl: (value: string) => string;
/** The header field that carries the token (RFC 6750 §2.1). */
export declare const authorization: (token: string | undefined) => readonly Field[];
