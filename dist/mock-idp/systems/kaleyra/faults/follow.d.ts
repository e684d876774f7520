import type { Dispatcher } from 'undici';
import type { Call, Received } from '../platform-exchange.ts';
type Exchange = (call: Call, dispatcher: Dispatcher) => Promise<Received>;
/** Sends a request again to where a redirect leads. */
export declare const follow: (honest: Exchange) => Exchange;
export {};
