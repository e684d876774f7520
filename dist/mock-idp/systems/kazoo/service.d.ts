import type { Context } from 'koa';
import type { Account, Accounts, User } from './accounts.ts';
import type { ProviderDocument } from './idp/providers.ts';
import type { Envelope } from './request.ts';
import type { Success } from './responses.ts';
import type { Store } from './store.ts';
export interface Settings {
    /** Seconds that a token lives. */
    readonly tokenLifetime: number;
    /** How long Crossbar waits for each response of an identity provider, in milliseconds. */
    readonly idpTimeoutMs: number;
}
/** All that handlers work with. */
export interface Service {
    readonly accounts: Accounts;
    readonly settings: Settings;
    /** The state of this request's fault. */
    store(): Store;
    /** The provider documents as they are installed, by id. */
    providers(): ReadonlyMap<string, ProviderDocument>;
}
/** Whom a good token is for. */
export interface Caller {
    readonly account: Account;
    /** Absent for the token of an account, which an API key gives. */
    readonly user?: User;
    readonly token: string;
    readonly claims: Readonly<Record<string, unknown>>;
}
/** One request at one route. */
export interface Call {
    readonly ctx: Context;
    readonly service: Service;
    readonly envelope: Envelope;
    /** The variable parts of the path, decoded. */
    readonly params: Readonly<Record<string, string>>;
    /** The token that came with the request, good or not. */
    readonly sent?: string;
    /** Throws the 401 response when no good token came with the request. */
    caller(): Promise<Caller>;
}
export type Handler = (call: Call) => Success | Promise<Success>;
