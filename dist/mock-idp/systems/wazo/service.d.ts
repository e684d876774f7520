import type { Context } from 'koa';
import type { Accounts } from './accounts.ts';
import type { Store } from './store.ts';
export interface Settings {
    /** Seconds that an access token lives when the request does not say. */
    readonly lifetime: number;
    readonly maxSessions: number;
}
/** All that a handler works with. */
export interface Service {
    readonly accounts: Accounts;
    readonly settings: Settings;
    /** The tokens of this request's fault. */
    store(): Store;
}
/** One request at one route. */
export interface Call {
    readonly ctx: Context;
    readonly service: Service;
    /** The variable parts of the path, decoded. */
    readonly params: Readonly<Record<string, string>>;
}
export type Handler = (call: Call) => void;
