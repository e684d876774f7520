import type { Context } from 'koa';
import type { RefreshToken } from './store.ts';
declare const sortKeys: {
    readonly created_at: ({ createdAt }: RefreshToken) => number;
    readonly client_id: ({ clientId }: RefreshToken) => string;
    readonly mobile: ({ mobile }: RefreshToken) => number;
};
/** What of a list is asked for, and in which order. */
export interface ListQuery {
    readonly order: keyof typeof sortKeys;
    readonly direction: 'asc' | 'desc';
    readonly limit?: number;
    readonly offset: number;
    readonly search: string;
    readonly client_id?: string;
    readonly mobile?: boolean;
}
/** Reads the query of a list; throws the 400 response with all that is wrong in it. */
export declare function listQuery({ query }: Context): ListQuery;
/** Whether an item passes the search and the filters of a query. */
export declare function isWanted({ clientId, mobile }: RefreshToken, query: ListQuery): boolean;
/** The items in the order of a query, from its offset up to its limit. */
export declare function pageOf(found: readonly RefreshToken[], query: ListQuery): readonly RefreshToken[];
/** A boolean as the API's query fields read one. */
export declare function flag(text: string): boolean | undefined;
export {};
