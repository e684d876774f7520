import type { ParsedUrlQuery } from 'node:querystring';
import { step } from '../../frame/step.ts';
import { apiError } from './responses.ts';
import type { RefreshToken } from './store.ts';

const sortKeys = {
  created_at: ({ createdAt }: RefreshToken) => createdAt,
  client_id: ({ clientId }: RefreshToken) => clientId,
  mobile: ({ mobile }: RefreshToken) => Number(mobile),
} as const;

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
export const listQuery = step((query: ParsedUrlQuery): ListQuery => {
  const errors: Record<string, unknown> = {};
  const text = (name: string) => (query[name] === undefined ? undefined : String([query[name]].flat()[0]));
  const choice = <T extends string>(name: string, choices: readonly T[], usual: T): T => {
    const value = text(name) ?? usual;
    if ((choices as readonly string[]).includes(value)) return value as T;
    errors[name] = [
      { message: `Must be one of: ${choices.join(', ')}.`, constraint_id: 'enum', constraint: { choices } },
    ];
    return usual;
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
    order: choice('order', ['created_at', 'client_id', 'mobile'], 'created_at'),
    direction: choice('direction', ['asc', 'desc'], 'asc'),
    limit: count('limit'),
    offset: count('offset') ?? 0,
    search: text('search') ?? '',
    client_id: text('client_id'),
    mobile: boolean('mobile'),
  };
  if (Object.keys(errors).length > 0) throw apiError(400, 'invalid-list-param', errors, {}, 'tokens');
  return read;
});

/** Whether an item passes the search and the filters of a query. */
export const isWanted = step(({ clientId, mobile }: RefreshToken, query: ListQuery): boolean => {
  const searched = clientId.toLowerCase().includes(query.search.toLowerCase());
  const ofClient = query.client_id === undefined || clientId === query.client_id;
  const ofKind = query.mobile === undefined || mobile === query.mobile;
  return searched && ofClient && ofKind;
});

/** The items in the order of a query, from its offset up to its limit. */
export const pageOf = step((found: readonly RefreshToken[], query: ListQuery): readonly RefreshToken[] => {
  const key = sortKeys[query.order];
  const sorted = found.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  if (query.direction === 'desc') sorted.reverse();
  return sorted.slice(query.offset, query.limit === undefined ? undefined : query.offset + query.limit);
});

/** A boolean as the API's query fields read one. */
export function flag(text: string): boolean | undefined {
  if (/^(true|t|yes|y|on|1)$/i.test(text)) return true;
  return /^(false|f|no|n|off|0)$/i.test(text) ? false : undefined;
}
