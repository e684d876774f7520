import type { ParsedUrlQuery } from 'node:querystring';
import { step } from '../../frame/step.ts';
import { apiError } from './responses.ts';

/** What of a list is asked for, and in which order. */
export interface ListQuery {
  /** One of the orders that the list has; none is the order of creation. */
  readonly order: string | undefined;
  readonly direction: 'asc' | 'desc';
  readonly limit?: number;
  readonly offset: number;
  /** Also what belongs to the tenants below. */
  readonly recurse: boolean;
  readonly search: string;
  readonly client_id?: string;
  readonly mobile?: boolean;
}

/**
 * Reads the query of a list that can be ordered so; throws the 400 response with all that is wrong in it
 * (xivo-lib-python, `xivo/mallow_helpers.py`).
 */
export const listQuery = step((query: ParsedUrlQuery, orders: readonly string[]): ListQuery => {
  const errors: Record<string, unknown> = {};
  const text = (name: string) => (query[name] === undefined ? undefined : String([query[name]].flat()[0]));
  const choice = (name: string, choices: readonly string[]) => {
    const value = text(name);
    if (value === undefined || choices.includes(value)) return value;
    errors[name] = [
      { message: `Must be one of: ${choices.join(', ')}.`, constraint_id: 'enum', constraint: { choices } },
    ];
    return undefined;
  };
  const count = (name: string) => {
    const value = text(name);
    if (value === undefined || /^\s*\+?\d+\s*$/.test(value)) return value === undefined ? undefined : Number(value);
    errors[name] = /^\s*-\d+\s*$/.test(value)
      ? [{ message: 'Must be greater than or equal to 0.', constraint_id: 'range', constraint: { min: 0 } }]
      : { message: 'Not a valid integer.', constraint_id: 'type', constraint: 'integer' };
    return undefined;
  };
  const boolean = (name: string) => {
    const value = text(name);
    if (value === undefined) return undefined;
    if (flag(value) === undefined)
      errors[name] = { message: 'Not a valid boolean.', constraint_id: 'type', constraint: 'boolean' };
    return flag(value);
  };
  const read = {
    order: choice('order', orders),
    direction: choice('direction', ['asc', 'desc']) === 'desc' ? 'desc' : 'asc',
    limit: count('limit'),
    offset: count('offset') ?? 0,
    recurse: boolean('recurse') ?? false,
    search: text('search') ?? '',
    client_id: text('client_id'),
    mobile: boolean('mobile'),
  } as const;
  if (Object.keys(errors).length > 0) throw apiError(400, 'invalid-list-param', errors, {}, 'users');
  return read;
});

/** The items in the order of a query, from its offset up to its limit. */
export function paged<T>(
  found: readonly T[],
  { order, direction, offset, limit }: ListQuery,
  sortKeys: Readonly<Record<string, (item: T) => string | number>>,
): readonly T[] {
  const key = sortKeys[order ?? ''] ?? (() => 0);
  const sorted = found.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  if (direction === 'desc') sorted.reverse();
  return sorted.slice(offset, limit === undefined ? undefined : offset + limit);
}

/** Whether a text matches a search: its words in any case, in this order, with `%` and `_` as SQL's LIKE takes them. */
export function isFound(text: string, search: string): boolean {
  const words = search.split(' ').filter((word) => word !== '');
  const like = words.map((word) => word.replace(/\\?[\s\S]/gu, asPattern)).join('.*');
  return new RegExp(like, 'isu').test(text);
}

function asPattern(character: string): string {
  if (character === '%') return '.*';
  if (character === '_') return '.';
  return [...character].at(-1)?.replace(/[$()*+./?[\\\]^{|}]/, '\\$&') ?? '';
}

/** A boolean as the API's query fields read one. */
function flag(text: string): boolean | undefined {
  if (/^(true|t|yes|y|on|1)$/i.test(text)) return true;
  return /^(false|f|no|n|off|0)$/i.test(text) ? false : undefined;
}
