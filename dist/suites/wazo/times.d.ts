import { type Exchange } from '../harness/http/exchange.ts';
/** Seconds between two members of `data` that are times without a zone; `undefined` where one of them is no such time. */
export declare function secondsBetween(exchange: Exchange, from: string, to: string): number | undefined;
/** expires_at − issued_at, in seconds: both are local times without a zone, so that only their difference means anything. */
export declare function lifetimeOf(login: Exchange): number | undefined;
/** A member of `data` read as a time in UTC, in milliseconds since the epoch. */
export declare function momentOf(exchange: Exchange, member: string): number | undefined;
