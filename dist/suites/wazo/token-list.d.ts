import { type Exchange } from '../harness/http/exchange.ts';
/** An item of a list of refresh tokens, as far as flows look at it. */
export interface Item {
    readonly client_id: string;
    readonly mobile?: unknown;
}
/** The items of a list; `undefined` where the response is no list that names its applications. */
export declare function itemsOf(list: Exchange): Item[] | undefined;
/** The applications that a list names, in one order. */
export declare function clientIdsOf(list: Exchange): string[] | undefined;
