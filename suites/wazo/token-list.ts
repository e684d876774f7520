import { type Exchange, succeeded, valueAt } from '../harness/http/exchange.ts';

/** An item of a list of refresh tokens, as far as flows look at it. */
export interface Item {
  readonly client_id: string;
  readonly mobile?: unknown;
}

const isItem = (value: unknown): value is Item =>
  typeof (value as Partial<Item> | null | undefined)?.client_id === 'string';

/** The items of a list; `undefined` where the response is no list that names its applications. */
export function itemsOf(list: Exchange): Item[] | undefined {
  const items = valueAt(list, '/items');
  return succeeded(list) && Array.isArray(items) && items.every(isItem) ? items : undefined;
}

/** The applications that a list names, in one order. */
export function clientIdsOf(list: Exchange): string[] | undefined {
  return itemsOf(list)
    ?.map(({ client_id }) => client_id)
    .sort();
}
